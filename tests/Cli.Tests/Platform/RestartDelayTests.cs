using Mantissa.Cli.Platform;

namespace Mantissa.Cli.Tests.Platform;

public sealed class RestartDelayTests
{
    [Fact]
    public void Waits_grow_to_half_a_minute_and_start_over_after_a_good_run()
    {
        var delay = new RestartDelay();
        var soon = TimeSpan.FromSeconds(2);

        Enumerable.Range(0, 7).Select(_ => delay.Next(soon).TotalSeconds).ShouldBe([1, 2, 4, 8, 16, 30, 30]);
        delay.QuickEnds.ShouldBe(7);
        delay.Next(TimeSpan.FromMinutes(5)).TotalSeconds.ShouldBe(1);
        delay.QuickEnds.ShouldBe(1);
    }
}
