using Mantissa.Web.Components.Charts;

namespace Mantissa.Web.Tests.Components.Charts;

public sealed class ValueRangeTests
{
    [Theory]
    [InlineData(0, 10)]
    [InlineData(0.25, 17.5)]
    [InlineData(0.5, 25)]
    [InlineData(0.9, 37)]
    [InlineData(1, 40)]
    public void A_percentile_lies_between_the_nearest_ranks(double share, double expected) =>
        ValueRange.Percentile([10, 20, 30, 40], share).ShouldBe(expected, 1e-12);

    [Fact]
    public void One_spike_is_left_out_and_counted()
    {
        var values = Enumerable.Range(0, 100).Select(i => (double)i).Append(1e6).ToArray();

        var range = ValueRange.Of([Line(values)], logarithmic: false).ShouldNotBeNull();

        // Ranks 2 and 98 of 0 … 100, and a tenth of 96 beyond.
        range.Window.From.ShouldBe(2 - 9.6, 1e-9);
        range.Window.To.ShouldBe(98 + 9.6, 1e-9);
        (range.Outside, range.Values).ShouldBe((1, 101));
    }

    [Fact]
    public void On_a_logarithmic_axis_distance_is_a_factor()
    {
        double[] values = [.. Enumerable.Range(0, 101).Select(i => Math.Pow(10, i / 100.0)), 0, -5, 1e-9];

        var range = ValueRange.Of([Line(values)], logarithmic: true).ShouldNotBeNull();

        range.Outside.ShouldBe(1);
        range.Values.ShouldBe(102);
        range.Window.From.ShouldBeInRange(0.5, 1);
        range.Window.To.ShouldBeInRange(10, 13);
    }

    [Fact]
    public void Where_nothing_sticks_out_nothing_is_cut()
    {
        ValueRange.Of([Line([1, 2, 3, 4])], logarithmic: false).ShouldBeNull();
        ValueRange.Of([Line([3, 3, 3])], logarithmic: false).ShouldBeNull();
        ValueRange.Of([Line([double.NaN])], logarithmic: false).ShouldBeNull();
        ValueRange.Of([], logarithmic: true).ShouldBeNull();
    }

    [Fact]
    public void Raw_values_behind_a_smoothed_line_do_not_count() =>
        ValueRange.Of([Line([1, 2, 3]), Line([1000]) with { Stroke = ChartStroke.Faint }], logarithmic: false).ShouldBeNull();

    private static ChartSeries Line(double[] values) => new("a", "a", "--format-0", ChartStroke.Solid, [.. values.Select((_, i) => (double)i)], values);
}
