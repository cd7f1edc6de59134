using System.Diagnostics;
using System.Globalization;
using Mantissa.Cli.Processes;

namespace Mantissa.Cli.Tests.Processes;

public sealed class ChildProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Its_output_and_exit_code_arrive()
    {
        var lines = new List<string>();
        using var child = Start("echo \"$GREETING\"; echo oops >&2; exit 3", lines.Add);
        await child.Exited.WaitAsync(Patience);

        child.ExitCode.ShouldBe(3);
        lines.ShouldBe(["hello", "oops"], ignoreOrder: true);
    }

    [Fact]
    public async Task It_has_a_session_of_its_own_so_that_a_terminal_cannot_interrupt_it()
    {
        var lines = new List<string>();
        using var child = Start("ps -o sid= -p $$", lines.Add);
        await child.Exited.WaitAsync(Patience);

        int.Parse(lines.ShouldHaveSingleItem(), CultureInfo.InvariantCulture).ShouldBe(child.Id);
    }

    [Fact]
    public async Task It_is_asked_to_stop_before_anything_else()
    {
        var lines = new List<string>();
        var ready = new TaskCompletionSource();
        using var child = Start("trap 'echo handing back; exit 0' TERM; echo ready; while :; do sleep 0.05; done", line =>
        {
            lines.Add(line);
            ready.TrySetResult();
        });
        await ready.Task.WaitAsync(Patience);
        await child.StopAsync(Patience);
        await child.Exited;

        child.ExitCode.ShouldBe(0);
        lines.ShouldBe(["ready", "handing back"]);
    }

    [Fact]
    public async Task It_is_killed_when_it_does_not_stop()
    {
        var ready = new TaskCompletionSource();
        using var child = Start("trap '' TERM; echo ready; while :; do sleep 0.05; done", _ => ready.TrySetResult());
        await ready.Task.WaitAsync(Patience);
        await child.StopAsync(TimeSpan.FromMilliseconds(200));

        child.ExitCode.ShouldBe(128 + 9);
    }

    [Fact]
    public async Task It_does_not_outlive_a_parent_that_is_killed()
    {
        using var parent = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, typeof(ChildProcessTests).Assembly.Location)
        {
            RedirectStandardOutput = true,
        })!;
        var line = await parent.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        using var child = Process.GetProcessById(int.Parse(line!, CultureInfo.InvariantCulture));
        child.HasExited.ShouldBeFalse();

        parent.Kill();

        await child.WaitForExitAsync().WaitAsync(Patience);
    }

    private static ChildProcess Start(string script, Action<string> output) =>
        ChildProcess.Start(new(["sh", "-c", script], new Dictionary<string, string> { ["GREETING"] = "hello" }, output));
}
