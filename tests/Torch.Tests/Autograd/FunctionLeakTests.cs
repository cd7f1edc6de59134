using TorchSharp.Interop;
using static Mantissa.Torch.Tests.Autograd.FunctionTests;

namespace Mantissa.Torch.Tests.Autograd;

[Collection(nameof(ProcessWide))]
public class FunctionLeakTests
{
    [Fact]
    public void Applications_with_and_without_a_backward_pass_are_freed()
    {
        using var x = ones(100, requires_grad: true);
        Apply(x);
        var handles = Native.mt_live_handles();
        for (var i = 0; i < 500; i++) Apply(x);
        Native.mt_live_handles().ShouldBe(handles);
    }

    [Fact]
    public void Failing_applications_are_freed()
    {
        using var x = ones(100, requires_grad: true);
        Fail(x);
        var handles = Native.mt_live_handles();
        for (var i = 0; i < 200; i++) Fail(x);
        Native.mt_live_handles().ShouldBe(handles);
    }

    [Fact]
    public void What_a_function_keeps_is_released_with_the_graph()
    {
        var kept = Keep();
        Scopes.LeakTests.Collect();
        kept.IsAlive.ShouldBeFalse();
    }

    private static WeakReference Keep()
    {
        using var scope = NewDisposeScope();
        var data = new object[] { 1.0 };
        var y = Keeping.apply(ones(2, requires_grad: true), data);
        y.sum().backward();
        return new WeakReference(data);
    }

    private static void Apply(Tensor x)
    {
        using var scope = NewDisposeScope();
        Cube.apply(x, 1.0).sum().backward();
        _ = Cube.apply(x, 1.0);
        _ = SumAndProduct.apply(x, "nulls", x);
        x.grad = null;
    }

    private static void Fail(Tensor x)
    {
        using var scope = NewDisposeScope();
        Should.Throw<NotFiniteNumberException>(() => Failing.apply(x, "forward"));
        Should.Throw<NotFiniteNumberException>(() => Failing.apply(x, "backward").sum().backward());
    }

    public class Keeping : autograd.SingleTensorFunction<Keeping>
    {
        public override string Name => nameof(Keeping);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            ctx.save_data("kept", vars[1]);
            return ((Tensor)vars[0]) * 2;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            ctx.get_data("kept").ShouldNotBeNull();
            return [grad_output * 2, null!];
        }
    }
}
