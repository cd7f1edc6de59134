using System.Text.Json.Nodes;

namespace Mantissa.Training.Tests.Accelerators.Integer;

/// <summary>Whole runs whose products are computed in integers.</summary>
[Collection(nameof(ProcessWide))]
public sealed class ExactTrainingTests(TrainingFixture fixture) : IClassFixture<TrainingFixture>
{
    public static TheoryData<string, string> Runs
    {
        get
        {
            var runs = new TheoryData<string, string>();
            foreach (var run in TrainingFixture.RunNames)
                foreach (var format in (string[])["flex16+5", "dfp16"])
                    runs.Add(run, format);
            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_model_trains_as_on_the_fast_datapath(string run, string format)
    {
        var fast = Losses(run, format, []);
        var exact = Losses(run, format, new JsonObject { ["datapath"] = "exact" });
        exact.Count.ShouldBe(fast.Count);
        exact.ShouldNotBe(fast);
        foreach (var (metric, value) in exact)
            value.ShouldBe(fast[metric], 0.02 + (0.02 * Math.Abs(fast[metric])), metric);
    }

    [Fact]
    public void Chains_that_overflow_are_reported()
    {
        var safe = Train("resnet", "flex16+5", new JsonObject { ["datapath"] = "exact" });
        Last(safe, "format/accumulator_overflows").ShouldBe(0);
        var unsafely = Train("resnet", "flex16+5", new JsonObject { ["datapath"] = "exact", ["headroom"] = 0, ["chainLength"] = 1024 });
        Last(unsafely, "format/accumulator_overflows").ShouldBeGreaterThan(0);
        Last(Train("resnet", "flex16+5", []), "format/accumulator_overflows").ShouldBe(double.NaN);
    }

    private Dictionary<string, double> Losses(string run, string format, JsonObject options) => Train(run, format, options).Scalars
        .Where(scalar => scalar.Step == 1 && scalar.Metric.Contains("loss", StringComparison.Ordinal))
        .ToDictionary(scalar => scalar.Metric, scalar => scalar.Value);

    private RecordingObserver Train(string run, string format, JsonObject options)
    {
        var training = new JsonObject { ["steps"] = 2, ["batch"] = 4, ["recordEvery"] = 1, ["formatEvery"] = 1 };
        return fixture.Train(TrainingFixture.Small(run, format, training) with { FormatOptions = options });
    }

    private static double Last(RecordingObserver observer, string metric) =>
        observer.Scalars.Where(scalar => scalar.Metric == metric).Select(scalar => scalar.Value).LastOrDefault(double.NaN);
}
