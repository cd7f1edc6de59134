using System.Diagnostics;
using TorchSharp.Interop;
using TorchSharp.Modules;

namespace Mantissa.Torch.Tests.Scopes;

[Collection(nameof(ProcessWide))]
public class LeakTests
{
    [Fact]
    public void A_thousand_training_steps_leave_nothing_behind()
    {
        using var model = nn.Sequential(nn.Conv2d(3, 8, 3, padding: 1), nn.BatchNorm2d(8), nn.ReLU(), nn.Flatten(), nn.Linear(8 * 64, 4));
        using var optimizer = optim.RMSProp(model.parameters(), 1e-4, momentum: 0.9);
        using var x = randn(4, 3, 8, 8);
        using var y = randint(0, 4, [4]);
        Repeat(50, () => Step(model, optimizer, x, y));

        var (handles, tensors, memory) = (Native.mt_live_handles(), Tensor.TotalCount, Resident());
        Repeat(1000, () => Step(model, optimizer, x, y));

        Native.mt_live_handles().ShouldBe(handles);
        Tensor.TotalCount.ShouldBe(tensors);
        (Resident() - memory).ShouldBeLessThan(32 << 20);
    }

    [Fact]
    public void Failures_leave_nothing_behind()
    {
        using var a = zeros(2, 3);
        var handles = Native.mt_live_handles();
        for (var i = 0; i < 100; i++)
        {
            Should.Throw<Exception>(() => a.mm(a));
            Should.Throw<Exception>(() => a.view(5));
        }

        Native.mt_live_handles().ShouldBe(handles);
    }

    [Fact]
    public void The_finalizer_is_the_safety_net()
    {
        Collect();
        var handles = Native.mt_live_handles();
        Forget();
        Native.mt_live_handles().ShouldBe(handles + 100);
        Collect();
        Native.mt_live_handles().ShouldBe(handles);
    }

    [Fact]
    public void Disposing_a_module_disposes_its_tensors()
    {
        Collect();
        var handles = Native.mt_live_handles();
        var model = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8), nn.Linear(8, 2));
        Native.mt_live_handles().ShouldBe(handles + 2 + 5 + 2);
        model.Dispose();
        Native.mt_live_handles().ShouldBe(handles);
    }

    internal static void Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static void Forget()
    {
        for (var i = 0; i < 100; i++) _ = zeros(3);
    }

    private static void Repeat(int times, Action action)
    {
        for (var i = 0; i < times; i++) action();
    }

    private static void Step(nn.Module<Tensor, Tensor> model, RMSProp optimizer, Tensor x, Tensor y)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        nn.functional.cross_entropy(model.call(x), y).backward();
        nn.utils.clip_grad_norm_(model.parameters(), 1);
        optimizer.step();
    }

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
