using System.Text.Json.Nodes;
using Mantissa.Training;

namespace Mantissa.Benchmarks.Smoke;

/// <summary>
/// A whole training step as a run does it: batch, forward, loss, backward, update. Sessions of the two formats take turns, so that
/// whatever slows the machine for a while slows both.
/// </summary>
internal static class TrainingStep
{
    public const int Batch = 128;
    private const int StepsInSession = 8;
    private const int Rounds = 3;

    public static IEnumerable<Figure> Measure(int threads, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("mantissa-bench-");
        try
        {
            var environment = new TrainingEnvironment(folder.FullName, [], threads);
            var (fp32, flex) = (double.MaxValue, double.MaxValue);
            for (var round = 0; round < Rounds; round++)
            {
                fp32 = Math.Min(fp32, BestStep("fp32", null, environment, cancellationToken));
                flex = Math.Min(flex, BestStep("flex16+5", null, environment, cancellationToken));
            }

            yield return new("smoke", "resnet20_step", fp32, "ms", $"fp32, batch {Batch} of 32 px, {threads} threads") { ImagesPerSecond = Batch / fp32 * 1e3 };
            yield return new("smoke", "flexpoint_step", flex, "ms", "the same step in flex16+5; baseline: in fp32", fp32, flex / fp32);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The shortest step of a session of a few, in milliseconds.</summary>
    public static double BestStep(string format, JsonObject? options, TrainingEnvironment environment, CancellationToken cancellationToken)
    {
        var clock = new StepTimes();
        TrainingSession.Run(
            new()
            {
                Model = "resnet", ModelOptions = new JsonObject { ["depth"] = 20 }, Format = format, FormatOptions = options ?? [],
                Dataset = "shapes", DatasetOptions = new JsonObject { ["imageSize"] = 32, ["trainImages"] = 8 * Batch, ["testImages"] = Batch },
                Training = new JsonObject { ["steps"] = StepsInSession, ["batch"] = Batch, ["recordEvery"] = 1, ["evaluationImages"] = 1, ["keepBest"] = false },
            },
            environment, clock, resumeFrom: null, cancellationToken);
        return clock.Best;
    }

    private sealed class StepTimes : ITrainingObserver
    {
        /// <summary>In milliseconds.</summary>
        public double Best { get; private set; } = double.MaxValue;

        public void Scalar(string metric, long step, double value)
        {
            if (metric == "time/step")
                Best = Math.Min(Best, value);
        }

        public void Image(string name, long step, SampleImage image)
        {
        }

        public void Log(TrainingLogLevel level, string message)
        {
        }

        public void Event(string kind, string message)
        {
        }

        public void Progress(TrainingProgress progress)
        {
        }

        public void Checkpoint(TrainingCheckpoint checkpoint)
        {
        }
    }
}
