using System.Text.Json;

namespace Mantissa.EndToEnd.Tests.Command;

/// <summary><c>mantissa chaos</c>, once and short; what it finds over many rounds is for the command itself.</summary>
public sealed class ChaosTests
{
    [Theory]
    [InlineData("worker-kill")]
    [InlineData("several-machines")]
    public async Task Every_promise_is_kept_and_nothing_is_left(string scenario)
    {
        await using var chaos = CommandProcess.Start("chaos", over: null, "--scenario", scenario, "--rounds", "1", "--seed", "7", "--json");
        await chaos.WaitForExitAsync();

        using var line = JsonDocument.Parse(chaos.Output.Split('\n').Single(line => line.StartsWith('{')));
        var outcome = line.RootElement;
        outcome.GetProperty("chaos").GetString().ShouldBe(scenario);
        chaos.ExitCode.ShouldBe(0, chaos.Output);
        chaos.Children().ShouldBeEmpty();
        if (outcome.TryGetProperty("skipped", out var reason))
        {
            // Only what needs the machine's own network may be left out, and only where that is not to be had.
            scenario.ShouldBe("several-machines");
            reason.GetString().ShouldNotBeNullOrEmpty();
            return;
        }

        outcome.GetProperty("rounds").GetInt32().ShouldBe(1);
        outcome.GetProperty("acknowledged").GetInt64().ShouldBeGreaterThan(1000);
        (outcome.GetProperty("lost").GetInt64(), outcome.GetProperty("doubled").GetInt64(), outcome.GetProperty("orphans").GetInt64()).ShouldBe((0, 0, 0));
        foreach (var promise in (string[])["weights_equal", "contiguous", "ended_once", "queue_empty", "kept"])
            outcome.GetProperty(promise).GetBoolean().ShouldBeTrue(promise);
    }
}
