using Mantissa.Data.Entities;
using Mantissa.Web.Formatting;

namespace Mantissa.Web.Tests.Formatting;

public sealed class NumbersTests
{
    [Theory]
    [InlineData(null, "–")]
    [InlineData(0.0, "0")]
    [InlineData(0.38654, "0.3865")]
    [InlineData(27.5941, "27.59")]
    [InlineData(861.34, "861.3")]
    [InlineData(123456.7, "123,457")]
    [InlineData(-1.5, "−1.500")]
    [InlineData(0.000123456, "1.23e−4")]
    [InlineData(1.2e9, "1.2e9")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "−∞")]
    public void Values_have_few_digits(double? value, string text) => Numbers.Value(value).ShouldBe(text);

    [Fact]
    public void Shares_read_as_per_cent_and_their_differences_as_points()
    {
        Numbers.Metric(0.8765, "fraction").ShouldBe("87.7 %");
        Numbers.Difference(-0.003, "fraction").ShouldBe("−0.30 pp");
        Numbers.Difference(0.769, null).ShouldBe("+0.769");
        Numbers.Metric(double.NaN, "fraction").ShouldBe("NaN");
    }

    [Theory]
    [InlineData(17, "17 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(1_100_000, "1 MiB")]
    [InlineData(17L << 30, "17 GiB")]
    public void Bytes_are_in_binary_units(long bytes, string text) => Numbers.Bytes(bytes).ShouldBe(text);

    [Theory]
    [InlineData(0.4, "0 s")]
    [InlineData(59.9, "59 s")]
    [InlineData(61, "1 min 01 s")]
    [InlineData(3725, "1 h 02 min")]
    [InlineData(180_000, "2 d 2 h")]
    [InlineData(-5, "0 s")]
    public void Spans_have_two_units(double seconds, string text) => Durations.Span(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    [Fact]
    public void The_time_left_follows_the_mean_pace()
    {
        var start = DateTimeOffset.UnixEpoch;
        var run = Run(RunStatus.Running, step: 25, total: 100, start);

        RunPace.Remaining(run, start.AddSeconds(50)).ShouldBe(TimeSpan.FromSeconds(150));
        RunPace.Share(run).ShouldBe(0.25);
        RunPace.Remaining(Run(RunStatus.Queued, 25, 100, start), start.AddSeconds(50)).ShouldBeNull();
        RunPace.Remaining(Run(RunStatus.Running, 0, 100, start), start.AddSeconds(50)).ShouldBeNull();
        RunPace.Share(Run(RunStatus.Starting, 0, 0, null)).ShouldBeNull();
    }

    private static Run Run(RunStatus status, long step, long total, DateTimeOffset? start) => new()
    {
        Id = Guid.CreateVersion7(), Name = "r", Specification = new(), Model = "m", Format = "f", Dataset = "d", Seed = 1, Queue = "cpu",
        Status = status, Step = step, TotalSteps = total, StartedAt = start, Tags = new Dictionary<string, string>(),
    };
}
