using System.Globalization;

namespace Mantissa.EndToEnd.Tests.Command;

/// <summary><c>mantissa up</c> as a person uses it, and as a machine kills it.</summary>
public sealed class UpTests
{
    [Fact]
    public async Task It_is_ready_with_its_three_processes_and_stops_them_all_on_Ctrl_C()
    {
        var port = CommandProcess.FreePort();
        await using var up = CommandProcess.Start("up", over: null, "--port", Text(port));
        await up.WaitForAsync("Ready after");

        using var http = new HttpClient();
        (await http.GetStringAsync($"http://127.0.0.1:{port}/health/ready")).ShouldBe("ready");
        await CommandProcess.UntilAsync(() => Names(up).IsSupersetOf(["Mantissa.Web", "Mantissa.Jobs", "postgres"]));
        up.Signal(CommandProcess.Interrupt);
        await up.WaitForExitAsync();

        up.ExitCode.ShouldBe(0, up.Output);
        up.Children().ShouldBeEmpty();
        up.Output.ShouldNotContain("ended with exit code");
    }

    [Fact]
    public async Task Nothing_stays_when_it_is_killed_and_it_starts_again_over_the_same_data()
    {
        await using var first = CommandProcess.Start("up", over: null, "--port", Text(CommandProcess.FreePort()));
        await first.WaitForAsync("Ready after");
        first.Signal(CommandProcess.KillSignal);
        await first.WaitForExitAsync();

        await CommandProcess.UntilAsync(() => first.Children().Count == 0);
        await using var second = CommandProcess.Start("up", over: first, "--port", Text(CommandProcess.FreePort()));
        await second.WaitForAsync("Ready after");
    }

    [Fact]
    public async Task A_worker_that_crashes_is_started_again()
    {
        await using var up = CommandProcess.Start("up", over: null, "--port", Text(CommandProcess.FreePort()));
        await up.WaitForAsync("Ready after");
        int? Worker() => up.Children().Where(child => child.Name == "Mantissa.Jobs").Select(child => (int?)child.Id).FirstOrDefault();
        await CommandProcess.UntilAsync(() => Worker() is not null);
        var killed = Worker()!.Value;
        CommandProcess.Kill(killed, CommandProcess.KillSignal);

        await up.WaitForAsync("worker ended with exit code 137 and is started again in 1 s.");
        await CommandProcess.UntilAsync(() => Worker() is { } now && now != killed);
    }

    [Fact]
    public async Task A_second_one_over_the_same_data_names_the_first()
    {
        var port = CommandProcess.FreePort();
        await using var first = CommandProcess.Start("up", over: null, "--port", Text(port));
        await first.WaitForAsync("Ready after");
        await using var second = CommandProcess.Start("up", over: first, "--port", Text(CommandProcess.FreePort()));
        await second.WaitForExitAsync();

        second.ExitCode.ShouldBe(1);
        second.Output.ShouldBe($"mantissa: Mantissa is already up over {first.Data.Path}: http://127.0.0.1:{port}. Use that one, or another --data-dir.");
    }

    private static HashSet<string> Names(CommandProcess up) => [.. up.Children().Select(child => child.Name)];

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
