using System.Text.Json.Nodes;
using Mantissa.Training.Randomness;
using Mantissa.Training.Tests.Formats;
using Xunit.Abstractions;

namespace Mantissa.Training.Tests;

/// <summary>A run that is interrupted and resumed ends, bit for bit, as if it had not been, and its curves continue exactly.</summary>
public sealed class ResumeTests(TrainingFixture fixture, ITestOutputHelper output) : IClassFixture<TrainingFixture>
{
    /// <summary>Every run in the baseline and in Flexpoint, and one of each kind of training in every format and on the exact datapath.</summary>
    public static TheoryData<string, string> Runs
    {
        get
        {
            var runs = new TheoryData<string, string>();
            foreach (var run in TrainingFixture.RunNames)
                foreach (var format in run is "resnet" or "dcgan" ? [.. FormatSessions.Families, "flex16+5:exact", "dfp16:exact"] : (IEnumerable<string>)["fp32", "flex16+5"])
                    runs.Add(run, format);
            return runs;
        }
    }

    /// <summary>Points every second or third step, so that most checkpoints fall between two of them.</summary>
    private static JsonObject Cadence() => new()
    {
        ["recordEvery"] = 3,
        ["formatEvery"] = 2,
        ["evaluateEvery"] = 4,
        ["checkpointEvery"] = 1,
        ["keepBest"] = false,
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void Continues_exactly_from_any_step(string run, string format)
    {
        var specification = TrainingFixture.Small(run, format, Cadence());
        var whole = fixture.Train(specification);
        var last = whole.Checkpoints[^1];
        last.Kind.ShouldBe(CheckpointKind.Final);
        // The first, the last but one, and one by chance.
        var seed = Environment.TickCount64;
        var chance = new CounterRandom(seed, run).Integer(0, whole.Checkpoints.Count - 1);
        output.WriteLine($"After steps 1, {chance + 1} (seed {seed}) and {whole.Checkpoints.Count - 1}.");
        foreach (var index in new[] { 0, chance, whole.Checkpoints.Count - 2 }.Distinct())
        {
            var resumed = fixture.Train(specification, whole.Checkpoints[index].Content);
            Difference(Curves(resumed.Scalars), Curves(whole.Scalars.Skip(whole.ScalarsBefore[index]))).ShouldBeNull();
            resumed.Checkpoints[^1].Content.Span.SequenceEqual(last.Content.Span).ShouldBeTrue($"after step {whole.Checkpoints[index].Step}, seed {seed}");
            resumed.Histograms.ShouldBe(whole.Histograms.Where(entry => entry.Step > whole.Checkpoints[index].Step));
            resumed.Images.ShouldAllBe(image => image.Step > whole.Checkpoints[index].Step);
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Stopped_again_and_again_it_ends_in_the_same_weights(string run, string format)
    {
        var specification = TrainingFixture.Small(run, format, new JsonObject { ["formatEvery"] = 1000 });
        var whole = fixture.Train(specification);
        ReadOnlyMemory<byte>? content = null;
        var scalars = new List<(string, long, double)>();
        foreach (var stopAt in new[] { 1, 2, 5 })
        {
            using var stop = new CancellationTokenSource();
            var observer = new RecordingObserver(stop, (metric, step) => metric == "learning_rate" && step == stopAt);
            Should.Throw<OperationCanceledException>(() => TrainingSession.Run(specification, fixture.Environment, observer, content, stop.Token));
            var checkpoint = observer.Checkpoints[^1];
            checkpoint.Kind.ShouldBe(CheckpointKind.Interrupted);
            checkpoint.Step.ShouldBe(stopAt);
            scalars.AddRange(observer.Scalars.Take(observer.ScalarsBefore[^1]));
            content = checkpoint.Content;
        }

        var rest = fixture.Train(specification, content);
        rest.Checkpoints[^1].Content.Span.SequenceEqual(whole.Checkpoints[^1].Content.Span).ShouldBeTrue();
        Difference(Curves(scalars.Concat(rest.Scalars)), Curves(whole.Scalars)).ShouldBeNull();
    }

    /// <summary>The first place where two sequences differ: a whole list would fill pages.</summary>
    private static string? Difference(List<(string, long, double)> actual, List<(string, long, double)> expected)
    {
        for (var i = 0; i < Math.Max(actual.Count, expected.Count); i++)
        {
            if (i >= actual.Count || i >= expected.Count || actual[i] != expected[i])
                return $"{i} of {actual.Count}: {actual.ElementAtOrDefault(i)}; {i} of {expected.Count}: {expected.ElementAtOrDefault(i)}";
        }

        return null;
    }

    /// <summary>Everything but the clock's readings.</summary>
    private static List<(string, long, double)> Curves(IEnumerable<(string Metric, long Step, double Value)> scalars) =>
        [.. scalars.Where(scalar => scalar.Metric != "images_per_second" && !scalar.Metric.StartsWith("time/", StringComparison.Ordinal))];
}
