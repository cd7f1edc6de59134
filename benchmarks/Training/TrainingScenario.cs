using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training;

namespace Mantissa.Benchmarks.Training;

/// <summary>
/// A whole FP32 training step as a run does it (batch, forward, loss, backward, update, recording) against the bare step of the same
/// network written in C++ against libtorch, whose batch is ready before it starts.
/// </summary>
internal sealed class TrainingScenario : Scenario
{
    public override string Name => "training";

    public override async IAsyncEnumerable<Figure> MeasureAsync(Selection selection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        yield return Measure(
            "resnet20", turn: 10, rounds: 6,
            new()
            {
                Model = "resnet", ModelOptions = new JsonObject { ["depth"] = 20 }, Format = "fp32",
                Dataset = "shapes", DatasetOptions = new JsonObject { ["imageSize"] = 32, ["trainImages"] = 4096, ["testImages"] = 128 },
                Training = new JsonObject { ["batch"] = 128, ["recordEvery"] = 1, ["evaluationImages"] = 1, ["keepBest"] = false },
            },
            cancellationToken);
        yield return Measure(
            "dcgan64", turn: 2, rounds: 5,
            new()
            {
                Model = "dcgan", ModelOptions = new JsonObject { ["features"] = 64, ["noiseDimension"] = 128 }, Format = "fp32",
                Dataset = "shapes", DatasetOptions = new JsonObject { ["imageSize"] = 64, ["trainImages"] = 1024, ["testImages"] = 128 },
                Training = new JsonObject { ["batch"] = 64, ["recordEvery"] = 1, ["swdImages"] = 0, ["sampleEvery"] = 1_000_000 },
            },
            cancellationToken);
    }

    private static Figure Measure(string network, int turn, int rounds, RunSpecification specification, CancellationToken cancellationToken)
    {
        var threads = Environment.ProcessorCount;
        var batch = specification.Training["batch"]!.GetValue<int>();
        specification.Training["steps"] = turn * (rounds + 1);
        var folder = Directory.CreateTempSubdirectory("mantissa-bench-");
        try
        {
            using var baseline = NativeBaseline.Start(network, batch, threads);
            var steps = new AlternatingSteps(baseline, turn, warmUp: turn);
            TrainingSession.Run(specification, new(folder.FullName, [], threads), steps, resumeFrom: null, cancellationToken);
            if (steps.Parameters != baseline.Parameters)
                throw new InvalidOperationException($"{network} has {steps.Parameters:N0} parameters here and {baseline.Parameters:N0} in C++: not the same network.");
            var (ours, theirs) = steps.Best;
            return new(
                "training", $"{network}-b{batch}", ours, "ms",
                $"fp32, {threads} threads; waiting for images {100 * steps.Waited / ours:0.0} %; baseline: the same network in C++", theirs, ours / theirs)
            {
                ImagesPerSecond = batch / ours * 1e3,
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
