using Mantissa.Data.Metrics;
using Mantissa.Web.Components.Charts;
using Mantissa.Web.Components.Metrics;

namespace Mantissa.Web.Tests.Components.Metrics;

/// <summary>Metrics that runs recorded once, as numbers side by side.</summary>
public sealed class SingleValuesTests
{
    private static readonly ChartRun[] Runs = [Run("fp32"), Run("flex16+5"), Run("flex16+5")];

    [Fact]
    public void A_metric_is_a_number_for_each_run_and_those_of_a_format_stand_together()
    {
        MetricPanel[] panels = [new("fid", "Distance", "nats", [new("fid", "", ChartStroke.Solid)])];

        var metric = SingleValues.Of(panels, Runs, [Series(0, "fid", 3), Series(2, "fid", 5), Series(1, "other", 9)]).ShouldHaveSingleItem();

        (metric.Title, metric.Unit).ShouldBe(("Distance", "nats"));
        metric.Values.Select(value => (value.Run.Id, value.Value, value.Step)).ShouldBe([(Runs[0].Id, 3.0, 7L), (Runs[2].Id, 5.0, 7L)]);
        metric.Of("flex16+5").ShouldHaveSingleItem().Run.ShouldBe(Runs[2]);
    }

    [Fact]
    public void Lines_of_a_panel_are_told_apart_and_what_nobody_recorded_is_left_out()
    {
        MetricPanel[] panels =
        [
            new("loss", "Loss", null, [new("validation/loss", "validation", ChartStroke.Solid), new("train/loss", "train", ChartStroke.Pale)]),
            new("top1", "Top-1", null, [new("validation/top1", "", ChartStroke.Solid)]),
        ];

        SingleValues.Of(panels, Runs, [Series(0, "train/loss", 1), Series(0, "validation/loss", 2)]).Select(metric => metric.Title)
            .ShouldBe(["Loss, validation", "Loss, train"]);
    }

    [Fact]
    public void Places_span_the_finite_values()
    {
        var metric = new SingleValues("", null, [.. new[] { 2.0, 6.0, double.PositiveInfinity }.Select(value => new SingleValue(Runs[0], 1, value))]);

        metric.Place(2).ShouldBe(0);
        metric.Place(6).ShouldBe(1);
        metric.Place(3).ShouldBe(0.25);
        (metric with { Values = [metric.Values[0]] }).Place(2).ShouldBe(0.5);
    }

    private static ChartRun Run(string format) => new(Guid.CreateVersion7(), format, "--format-0", 0, 0) { Format = format };

    private static SeriesSummary Series(int run, string name, double value) =>
        new(Runs[run].Id, name, 1, 7, 7, value, value, value, 7, value, 7, value, 0, DateTimeOffset.UnixEpoch);
}
