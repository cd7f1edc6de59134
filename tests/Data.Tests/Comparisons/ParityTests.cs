using Mantissa.Catalogue;
using Mantissa.Data.Comparisons;
using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;

namespace Mantissa.Data.Tests.Comparisons;

public sealed class ParityTests
{
    private const string Metric = "validation/top1";

    private readonly List<Run> runs = [];
    private readonly List<SeriesSummary> series = [];

    [Fact]
    public void Within_the_tolerance_is_a_match()
    {
        AddSeeds("fp32", 0.900, 0.910, 0.905);
        AddSeeds("flex16+5", 0.901, 0.909, 0.906);
        var row = Row("flex16+5", tolerance: 0.01);
        row.Verdict.ShouldBe(ParityVerdict.Match);
        (row.Completed, row.Failed).ShouldBe((3, 0));
        row.MeanFinal!.Value.ShouldBe((0.901 + 0.909 + 0.906) / 3, 1e-12);
        row.Difference!.Mean.ShouldBe(0.001 / 3, 1e-9);
        row.Explanation.ShouldContain("within the tolerance of ±0.01");
    }

    [Fact]
    public void Differences_of_fractions_are_said_in_percentage_points()
    {
        AddSeeds("fp32", 0.50, 0.50, 0.50);
        AddSeeds("fp16", 0.60, 0.60, 0.60);
        Build(0.01, MetricGoal.Maximize, "fraction").Models.Single().Formats[1].Explanation
            .ShouldBe("The difference is +10 to +10 pp with 95 % confidence, beyond the tolerance of ±1 pp.");
    }

    [Theory]
    [InlineData(MetricGoal.Maximize, ParityVerdict.Worse)]
    [InlineData(MetricGoal.Minimize, ParityVerdict.Better)]
    public void Beyond_the_tolerance_the_goal_decides(MetricGoal goal, ParityVerdict expected)
    {
        AddSeeds("fp32", 0.90, 0.91, 0.92);
        AddSeeds("fp16", 0.80, 0.81, 0.821);
        Row("fp16", 0.01, goal).Verdict.ShouldBe(expected);
    }

    [Fact]
    public void An_interval_across_the_tolerance_decides_nothing()
    {
        AddSeeds("fp32", 0.90, 0.90, 0.90);
        AddSeeds("fp16", 0.92, 0.86, 0.90);
        var row = Row("fp16", 0.01);
        row.Verdict.ShouldBe(ParityVerdict.NotEnoughSeeds);
        row.Explanation.ShouldContain("more seeds");
    }

    [Fact]
    public void Without_a_tolerance_an_interval_that_holds_nothing_but_zero_matches()
    {
        AddSeeds("fp32", 0.90, 0.91, 0.92);
        AddSeeds("fp16", 0.91, 0.90, 0.92);
        AddSeeds("int8", 0.80, 0.81, 0.82);
        Row("fp16", tolerance: null).Verdict.ShouldBe(ParityVerdict.Match);
        Row("int8", tolerance: null).Verdict.ShouldBe(ParityVerdict.Worse);
    }

    [Fact]
    public void Pairing_by_seed_takes_out_what_seeds_do()
    {
        // Seeds differ by far more than formats do; only pairs can tell.
        AddSeeds("fp32", 0.50, 0.70, 0.90);
        AddSeeds("fp16", 0.52, 0.7201, 0.9199);
        Row("fp16", 0.01).Verdict.ShouldBe(ParityVerdict.Better);
    }

    [Fact]
    public void One_seed_cannot_decide()
    {
        AddSeeds("fp32", 0.9);
        AddSeeds("fp16", 0.1);
        var row = Row("fp16", 0.01);
        row.Verdict.ShouldBe(ParityVerdict.NotEnoughSeeds);
        row.Explanation.ShouldStartWith("One seed cannot");
        (row.Difference!.Pairs, row.Difference.Low).ShouldBe((1, null));
    }

    [Fact]
    public void Runs_that_still_train_leave_it_open()
    {
        AddSeeds("fp32", 0.9, 0.9, 0.9);
        AddSeeds("fp16", 0.9, 0.9);
        Add("fp16", 3, RunStatus.Running, 0.4);
        var row = Row("fp16", 0.01);
        row.Verdict.ShouldBe(ParityVerdict.Pending);
        row.Explanation.ShouldStartWith("1 of 3 seeds");
        row.Completed.ShouldBe(2);
    }

    [Theory]
    [InlineData(RunStatus.Failed, 0.5, "The loss is NaN")]
    [InlineData(RunStatus.Completed, double.NaN, "not finite")]
    [InlineData(RunStatus.Cancelled, 0.5, "cancelled")]
    public void A_format_that_does_not_get_to_the_end_fails(RunStatus status, double last, string reason)
    {
        AddSeeds("fp32", 0.9, 0.9, 0.9);
        AddSeeds("fp16", 0.9, 0.9);
        Add("fp16", 3, status, last, "The loss is NaN");
        var row = Row("fp16", 0.01);
        row.Verdict.ShouldBe(ParityVerdict.Failed);
        row.Explanation.ShouldContain("seed 3");
        row.Explanation.ShouldContain(reason);
        (row.Completed, row.Failed).ShouldBe((2, 1));
    }

    [Fact]
    public void A_baseline_that_failed_measures_nothing()
    {
        Add("fp32", 1, RunStatus.Failed, 0.5, "Out of memory");
        AddSeeds("fp16", 0.9);
        var table = Build(0.01, MetricGoal.Maximize);
        table.Models[0].Formats[0].ShouldSatisfyAllConditions(
            row => row.IsBaseline.ShouldBeTrue(), row => row.Verdict.ShouldBeNull(), row => row.Failed.ShouldBe(1));
        table.Models[0].Formats[1].Verdict.ShouldBe(ParityVerdict.NotEnoughSeeds);
    }

    [Fact]
    public void Best_is_by_the_goal_and_the_baseline_comes_first()
    {
        AddSeeds("fp16", 0.8, 0.8);
        AddSeeds("fp32", 0.9, 0.9);
        Build(0.01, MetricGoal.Maximize).Models[0].Formats.Select(row => (row.Format, Math.Round(row.MeanBest!.Value, 9)))
            .ShouldBe([("fp32", 0.95), ("fp16", 0.85)]);
        Build(0.01, MetricGoal.Minimize).Models[0].Formats[1].MeanBest!.Value.ShouldBe(0.05, 1e-9);
    }

    [Fact]
    public void A_model_nobody_published_stays_open()
    {
        AddSeeds("fp32", 0.9, 0.9);
        AddSeeds("fp16", 0.9, 0.9);
        var model = ParityBuilder.Build(Comparison, runs, series, new CatalogueDocument()).Models.Single();
        model.Metric.ShouldBeNull();
        model.Formats[1].Verdict.ShouldBe(ParityVerdict.Pending);
    }

    [Fact]
    public void The_same_model_with_another_recipe_is_compared_apart()
    {
        AddSeeds("fp32", 0.9, 0.9);
        Add("fp32", 1, RunStatus.Completed, 0.5, epochs: 9);
        Build(0.01, MetricGoal.Maximize).Models.Count.ShouldBe(2);
    }

    /// <summary>Runs chosen by hand: a run that was made again must not count as another seed.</summary>
    [Fact]
    public void Of_two_runs_of_one_seed_the_newest_counts()
    {
        AddSeeds("fp32", 0.90, 0.91, 0.92);
        AddSeeds("fp16", 0.1, 0.91, 0.92);
        Add("fp16", 1, RunStatus.Completed, 0.90);
        var row = Row("fp16", 0.01);
        row.Verdict.ShouldBe(ParityVerdict.Match);
        (row.Completed, row.Difference!.Pairs, row.RunIds.Count).ShouldBe((3, 3, 3));
        row.RunIds.ShouldContain(runs[^1].Id);
    }

    private static Comparison Comparison { get; } = new()
    {
        Id = Guid.NewGuid(),
        Name = "parity",
        Specification = new() { Formats = ["fp16", "int8", "flex16+5", "fp32"] },
        Baseline = "fp32",
    };

    private ParityTable Build(double? tolerance, MetricGoal goal, string? unit = null) => ParityBuilder.Build(Comparison, runs, series, new()
    {
        Models =
        [
            new()
            {
                Name = "resnet", Title = "ResNet", Summary = "", Source = "", Task = LearningTask.Classification, Trainer = "t", ImageSizes = new(),
            },
        ],
        Trainers =
        [
            new()
            {
                Name = "t", Title = "T", Summary = "",
                Metrics = [new() { Name = Metric, Title = "Accuracy", Goal = goal, Primary = true, Tolerance = tolerance, Unit = unit }],
            },
        ],
    });

    private ParityRow Row(string format, double? tolerance, MetricGoal goal = MetricGoal.Maximize) =>
        Build(tolerance, goal).Models.Single().Formats.Single(row => row.Format == format);

    private void AddSeeds(string format, params double[] finals)
    {
        for (var seed = 1; seed <= finals.Length; seed++)
            Add(format, seed, RunStatus.Completed, finals[seed - 1]);
    }

    private void Add(string format, long seed, RunStatus status, double last, string? reason = null, int epochs = 3)
    {
        var run = new Run
        {
            Id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddSeconds(runs.Count)),
            Name = format,
            Specification = new() { Model = "resnet", Format = format, Training = new() { ["epochs"] = epochs } },
            Model = "resnet",
            Format = format,
            Dataset = "shapes",
            Seed = seed,
            Queue = "cpu",
            Status = status,
            StatusReason = reason,
            Tags = new Dictionary<string, string>(),
        };
        runs.Add(run);
        series.Add(new(run.Id, Metric, 10, 1, 10, 0.1, last, 0.05, 1, last + 0.05, 9, 0.5, 0, DateTimeOffset.UnixEpoch));
    }
}
