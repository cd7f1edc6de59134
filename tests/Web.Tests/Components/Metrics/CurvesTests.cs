using System.Web;
using Mantissa.Data.Metrics;
using Mantissa.Web.Components.Charts;
using Mantissa.Web.Components.Metrics;

namespace Mantissa.Web.Tests.Components.Metrics;

public sealed class CurvesTests
{
    private static readonly ChartRun Run = new(Guid.CreateVersion7(), "fp32", "--format-0", EpochsPerStep: 0.5, Start: 10_000) { Format = "fp32", ImagesPerStep = 32 };
    private static readonly MetricPanel Panel = new("loss", "Loss", null, [new("train/loss", "train", ChartStroke.Pale)]);
    private static readonly SeriesData Series = new(Run.Id, "train/loss", [2, 4, 6, 8], [4, 3, 2, 1], [11_000, 12_000, 14_000, 18_000], 4, false);

    [Theory]
    [InlineData(ChartAxis.Step, new double[] { 2, 4, 6, 8 })]
    [InlineData(ChartAxis.Epoch, new double[] { 1, 2, 3, 4 })]
    [InlineData(ChartAxis.Images, new double[] { 64, 128, 192, 256 })]
    [InlineData(ChartAxis.Elapsed, new double[] { 1, 2, 4, 8 })]
    [InlineData(ChartAxis.WallTime, new double[] { 11_000, 12_000, 14_000, 18_000 })]
    public void A_point_stands_where_its_axis_counts(ChartAxis axis, double[] expected)
    {
        var line = Draw(new() { Axis = axis }).ShouldHaveSingleItem();

        line.X.ShouldBe(expected);
        line.Y.ShouldBe(Series.Values);
        line.Label.ShouldBe("fp32 · train");
        line.Colour.ShouldBe("--format-0");
    }

    [Fact]
    public void Smoothing_keeps_the_raw_values_behind()
    {
        var lines = Draw(new() { Smoothing = 0.5 });

        lines.Select(l => l.Stroke).ShouldBe([ChartStroke.Faint, ChartStroke.Pale]);
        lines[0].Y.ShouldBe(Series.Values);
        lines[1].Y.ShouldNotBe(Series.Values);
    }

    [Theory]
    [InlineData(ChartAxis.Step, 3.5, 6.2, 2, 8)]
    [InlineData(ChartAxis.Epoch, 1.9, 3.0, 2, 6)]
    [InlineData(ChartAxis.Images, 100, 130, 2, 6)]
    [InlineData(ChartAxis.Elapsed, 2.5, 3.0, 4, 6)]
    [InlineData(ChartAxis.WallTime, 12_500, 13_000, 4, 6)]
    public void A_window_covers_the_steps_in_it_and_one_more_at_each_end(ChartAxis axis, double from, double to, long first, long last) =>
        Curves.Steps(new(from, to), axis, [Run], [Series]).ShouldBe((first, last));

    [Fact]
    public void Settings_survive_their_address()
    {
        var settings = new ChartSettings
        {
            Axis = ChartAxis.Elapsed, Smoothing = 0.65, SmoothingKind = SmoothingKind.RunningMean, Logarithmic = true, LogarithmicX = true, Clipped = true,
            Band = BandKind.Error, Window = new(1.25, 9),
        };
        var query = HttpUtility.ParseQueryString("");
        settings.WriteTo(query);

        ChartSettings.From(HttpUtility.ParseQueryString(query.ToString()!)).ShouldBe(settings);
    }

    [Theory]
    [InlineData("x=sideways&smooth=7&log=yes&from=9&to=1")]
    [InlineData("smooth=NaN&from=a&to=b&x=5&band=7&by=9")]
    public void A_crooked_address_is_read_as_far_as_it_makes_sense(string address)
    {
        var settings = ChartSettings.From(HttpUtility.ParseQueryString(address));

        settings.Axis.ShouldBe(ChartAxis.Step);
        settings.Smoothing.ShouldBeInRange(0, 0.99);
        settings.Window.ShouldBeNull();
        (settings.Band, settings.SmoothingKind).ShouldBe((null, SmoothingKind.Exponential));
        settings.Logarithmic.ShouldBeFalse();
    }

    [Fact]
    public void An_axis_is_offered_when_all_runs_have_a_place_on_it()
    {
        ChartRun.Axes([Run]).ShouldBe(Enum.GetValues<ChartAxis>());
        ChartRun.Axes([Run, Run with { ImagesPerStep = 0 }]).ShouldNotContain(ChartAxis.Images);
        ChartRun.Axes([Run with { EpochsPerStep = 0 }]).ShouldNotContain(ChartAxis.Epoch);
    }

    private static IReadOnlyList<ChartSeries> Draw(ChartSettings settings) =>
        Curves.Draw(Panel, [Run], new[] { Series }.ToLookup(s => (s.RunId, s.Name)), settings);
}
