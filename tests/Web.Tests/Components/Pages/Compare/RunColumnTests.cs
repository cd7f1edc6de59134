using System.Web;
using Mantissa.Data.Entities;
using Mantissa.Web.Components.Pages.Compare;

namespace Mantissa.Web.Tests.Components.Pages.Compare;

/// <summary>What parallel coordinates and scatter plots show of runs, and which runs a brush keeps.</summary>
public sealed class RunColumnTests
{
    private static readonly Run[] Runs =
    [
        ComparedRuns.Of("fp32", 1, ("learningRate", 0.001), ("optimizer", "sgd")),
        ComparedRuns.Of("flex16+5", 1, ("learningRate", 0.1), ("optimizer", "adam")),
        ComparedRuns.Of("fp32", 2, ("optimizer", "sgd")),
    ];

    [Fact]
    public void Numbers_stay_numbers_words_become_places_and_what_is_missing_is_no_value()
    {
        var columns = Columns();

        Column("seed").Values.ShouldBe([1, 1, 2]);
        Column("training.learningRate").Values.ShouldBe([0.001, 0.1, double.NaN]);
        Column("training.optimizer").Names.ShouldBe(["adam", "sgd"]);
        Column("training.optimizer").Values.ShouldBe([1, 0, 1]);
        Column("format").Text(1).ShouldBe("flex16+5");
        columns.ShouldNotContain(column => column.Key == "model", "all have the same");
    }

    [Fact]
    public void A_metric_is_its_last_value_and_tensors_are_left_out()
    {
        var metric = Column("metrics.train/loss");

        metric.IsMetric.ShouldBeTrue();
        metric.Values.ShouldBe([0.5, 0.25, double.NaN]);
        Columns().ShouldNotContain(column => column.Key.Contains("format/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, 0.7, 0.2)]
    [InlineData(true, 0.9, 0.2)] // what the catalogue does not know has no best value
    public void A_metric_is_its_last_or_its_best_value(bool best, double accuracy, double unknown)
    {
        var columns = RunColumn.Of(
            [Runs[0]], [ComparedRuns.Series(Runs[0], "validation/top1", 0.7, 0.5, 0.9), ComparedRuns.Series(Runs[0], "mine", 0.2, 0.1, 0.3)], ComparedRuns.Catalogue, best);

        columns.Single(column => column.Key == "metrics.validation/top1").Values.ShouldBe([accuracy]);
        columns.Single(column => column.Key == "metrics.mine").Values.ShouldBe([unknown]);
    }

    [Theory]
    [InlineData(new[] { 0.001, 0.1 }, true)]
    [InlineData(new[] { 0.01, 0.1 }, false)]
    [InlineData(new[] { 0.0, 100 }, false)]
    [InlineData(new[] { -1.0, 100 }, false)]
    [InlineData(new double[0], false)]
    public void Two_powers_of_ten_are_a_logarithmic_axis(double[] values, bool expected) =>
        new RunColumn("a", "A", null, null, values).IsLogarithmic.ShouldBe(expected);

    [Fact]
    public void A_brush_keeps_the_runs_within_all_its_windows()
    {
        var columns = Columns();
        var settings = new RelationSettings();

        settings.Places(columns, 3).ShouldBe([0, 1, 2]);
        settings.Keep("training.learningRate", new(0.001, 0.05)).Places(columns, 3).ShouldBe([0]);
        settings.Keep("training.optimizer", new(1, 1)).Places(columns, 3).ShouldBe([0, 2]);
        settings.Keep("training.optimizer", new(1, 1)).Keep("seed", new(1.5, 9)).Places(columns, 3).ShouldBe([2]);
        settings.Keep("no such column", new(5, 6)).Places(columns, 3).ShouldBe([0, 1, 2]);
        settings.Keep("seed", new(1, 1)).Keep("seed", null).Kept.ShouldBeEmpty();
    }

    [Fact]
    public void Windows_are_said_in_words()
    {
        Column("training.optimizer").Words(new(0, 1)).ShouldBe("optimizer adam to sgd");
        Column("training.optimizer").Words(new(1, 1)).ShouldEndWith(" sgd");
        Column("seed").Words(new(1, 2)).ShouldEndWith("Seed 1.000 to 2.000");
    }

    [Fact]
    public void Settings_survive_their_address()
    {
        var settings = new RelationSettings
        {
            View = RelationView.Parallel, Baseline = Runs[1].Id, Axes = ["seed", "metrics.train/loss"], Across = "seed", Upwards = "metrics.a~b",
            Site = "conv1/weight", Best = true,
        }.Keep("metrics.a~b&c", new(-0.125, 1e-9)).Keep("seed", new(1, 2));
        var query = HttpUtility.ParseQueryString("");
        settings.WriteTo(query);

        var read = RelationSettings.From(HttpUtility.ParseQueryString(query.ToString()!));

        read.Kept.ShouldBe(settings.Kept, ignoreOrder: true);
        read.Axes.ShouldBe(settings.Axes);
        (read with { Kept = settings.Kept, Axes = settings.Axes }).ShouldBe(settings);
    }

    [Theory]
    [InlineData("show=7&baseline=x&keep=1~2&keep=a~b~c&keep=3~1~seed")]
    public void A_crooked_address_is_read_as_far_as_it_makes_sense(string address)
    {
        var settings = RelationSettings.From(HttpUtility.ParseQueryString(address));

        (settings.View, settings.Baseline).ShouldBe((RelationView.Differences, null));
        settings.Kept.ShouldBeEmpty();
    }

    [Fact]
    public void The_tensor_that_overflows_most_comes_first_then_the_noisiest()
    {
        var series = new[]
        {
            ComparedRuns.Series(Runs[1], "format/a/sqnr_db", 50), ComparedRuns.Series(Runs[1], "format/b/sqnr_db", 30),
            ComparedRuns.Series(Runs[1], "format/c/overflow_rate", 0, max: 0.1), ComparedRuns.Series(Runs[1], "format/a/overflow_rate", 0, max: 0),
            ComparedRuns.Series(Runs[1], "train/loss", 1),
        };

        SiteOverlay.Sites(series).ShouldBe(["c", "b", "a"]);
        SiteOverlay.Panels("a", series).Select(panel => panel.Key).ShouldBe(["overflow_rate", "sqnr_db"]);
        SiteOverlay.Panels("b", series).ShouldHaveSingleItem().Lines.ShouldHaveSingleItem().Name.ShouldBe("format/b/sqnr_db");
    }

    private static IReadOnlyList<RunColumn> Columns() => RunColumn.Of(
        Runs,
        [ComparedRuns.Series(Runs[0], "train/loss", 0.5), ComparedRuns.Series(Runs[1], "train/loss", 0.25), ComparedRuns.Series(Runs[1], "format/a/exponent", -3)],
        ComparedRuns.Catalogue);

    private static RunColumn Column(string key) => Columns().Single(column => column.Key == key);
}
