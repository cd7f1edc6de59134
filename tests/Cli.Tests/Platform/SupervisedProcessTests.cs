using Mantissa.Cli.Platform;
using Mantissa.Testing;

namespace Mantissa.Cli.Tests.Platform;

public sealed class SupervisedProcessTests
{
    [Fact]
    public async Task A_process_that_ends_is_started_again_and_stopped_at_the_end()
    {
        using var data = new TemporaryDirectory();
        var notices = new List<string>();
        var starts = data.Combine("starts");
        // The first start ends at once, the second one stays until it is asked to stop.
        var script = $"trap 'echo stop >> {starts}; exit 0' TERM; echo start >> {starts}; [ $(wc -l < {starts}) -gt 1 ] || exit 7; while :; do sleep 0.05; done";
        await using (var process = new SupervisedProcess(
            "worker", ["sh", "-c", script], new(5080, data.Path, null), new(data.Path), notices.Add, TimeProvider.System))
        {
            process.KeepAlive();
            await UntilAsync(() => File.Exists(starts) && File.ReadAllLines(starts).Length == 2);
            process.QuickEnds.ShouldBe(1);
        }

        File.ReadAllLines(starts).ShouldBe(["start", "start", "stop"]);
        notices.ShouldHaveSingleItem().ShouldBe("worker ended with exit code 7 and is started again in 1 s. Its log: worker.log");
    }

    [Fact]
    public async Task Its_output_is_kept_in_its_log_and_for_messages()
    {
        using var data = new TemporaryDirectory();
        await using (var process = new SupervisedProcess(
            "web", ["sh", "-c", "echo $MANTISSA_URL $MANTISSA_DATA_DIR"], new(5099, data.Path, null), new(data.Path), _ => { }, TimeProvider.System))
        {
            await process.FirstExit;
            process.LastLines.ShouldBe($"http://127.0.0.1:5099 {data.Path}");
        }

        File.ReadAllText(data.Combine("logs/web.log")).ShouldContain("http://127.0.0.1:5099");
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
            await Task.Delay(20, limit.Token);
    }
}
