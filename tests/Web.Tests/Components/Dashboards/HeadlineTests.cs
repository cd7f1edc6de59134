using Mantissa.Catalogue;
using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;
using Mantissa.Web.Components.Dashboards;

namespace Mantissa.Web.Tests.Components.Dashboards;

public sealed class HeadlineTests
{
    private static readonly IReadOnlyList<Run> Runs = [Run("c"), Run("b"), Run("a")];
    private static readonly IReadOnlyList<SeriesSummary> Series = [Summary(0, 5, 1, 9), Summary(1, 3, 2, 4), Summary(2, 7, 0.5, 8)];

    [Theory]
    [InlineData("best", MetricGoal.Minimize, 0.5, "a")]
    [InlineData("best", MetricGoal.Maximize, 9, "c")]
    [InlineData("best", MetricGoal.None, 5, "c")]
    [InlineData("last", MetricGoal.Minimize, 5, "c")]
    public void The_figure_names_the_run_that_made_it(string statistic, MetricGoal goal, double value, string run)
    {
        var headline = Headline.Of(Runs, Series, statistic, goal).ShouldNotBeNull();

        (headline.Value, headline.Run!.Name).ShouldBe((value, run));
    }

    [Fact]
    public void A_mean_has_its_spread()
    {
        var headline = Headline.Of(Runs, Series, "mean", MetricGoal.None).ShouldNotBeNull();

        (headline.Value, headline.Deviation, headline.Run, headline.Count).ShouldBe((5, 2, null, 3));
        Headline.Of(Runs, [Summary(1, double.NaN, null, null)], "mean", MetricGoal.None).ShouldBeNull();
        Headline.Of(Runs, [Summary(1, 3, 1, 3)], "mean", MetricGoal.None)!.Deviation.ShouldBeNull();
        Headline.Of(Runs, [], "best", MetricGoal.Minimize).ShouldBeNull();
    }

    private static Run Run(string name) => new()
    {
        Id = Guid.NewGuid(), Name = name, Specification = new(), Model = "resnet", Format = "fp32", Dataset = "shapes", Seed = 1, Queue = "cpu",
        Status = RunStatus.Running, Tags = new Dictionary<string, string>(),
    };

    private static SeriesSummary Summary(int run, double last, double? min, double? max) =>
        new(Runs[run].Id, "loss", 2, 1, 2, 0, last, min, 1, max, 2, null, 0, DateTimeOffset.UnixEpoch);
}
