using System.Text.Json.Nodes;
using TorchSharp;
using Xunit.Abstractions;

namespace Mantissa.Training.Tests;

/// <summary>A step leaves nothing behind: no tensor, no native memory, and little for the garbage collector.</summary>
[Collection(nameof(ProcessWide))]
public sealed class StepMemoryTests(TrainingFixture fixture, ITestOutputHelper output) : IClassFixture<TrainingFixture>
{
    private const int WarmUp = 100;
    private const int Never = 1_000_000;

    // Some 50 tensors of 32 bytes in FP32; each store of a narrow format is a node of the graph that adds three, and six where the
    // backward pass is differentiated too.
    [Theory]
    [InlineData("resnet", "fp32", 1000, 4)]
    [InlineData("resnet", "flex16+5", 1000, 7)]
    [InlineData("resnet", "flex16+5:exact", 100, 28)]
    [InlineData("resnet", "dfp16", 100, 7)]
    [InlineData("resnet", "fp16", 100, 10)]
    [InlineData("resnet", "mxfp8-e4m3", 100, 7)]
    [InlineData("alexnet", "fp32", 300, 5)]
    [InlineData("dcgan", "fp32", 300, 7)]
    [InlineData("dcgan", "flex16+5", 100, 14)]
    [InlineData("wgan:gradientPenalty", "flex16+5", 200, 16)]
    public void Steps_take_no_native_memory_and_few_managed_kilobytes(string run, string format, int steps, int kilobytes)
    {
        var training = new JsonObject
        {
            ["steps"] = WarmUp + steps + 1,
            ["batch"] = 2,
            ["recordEvery"] = 1,
            ["formatEvery"] = Never,
            ["evaluateEvery"] = Never,
            ["checkpointEvery"] = Never,
        };
        var specification = TrainingFixture.Small(run, format, training);
        if (specification.Training.ContainsKey("swdImages"))
            specification.Training["sampleEvery"] = Never;
        if (specification.Training.ContainsKey("criticSteps"))
            (specification.Training["criticSteps"], specification.Training["boostedSteps"]) = (1, 0);
        var meter = new Meter(steps);
        TrainingSession.Run(specification, fixture.Environment, meter, null, CancellationToken.None);
        output.WriteLine($"{meter.ManagedPerStep:N0} managed bytes a step, {meter.ResidentGrowth >> 10:N0} KiB resident, {meter.LiveTensors:N0} tensors more.");
        meter.LiveTensors.ShouldBe(0);
        meter.ManagedPerStep.ShouldBeLessThan(kilobytes << 10);
        meter.ResidentGrowth.ShouldBeLessThan(steps << 12);
    }

    /// <summary>Looks at the memory of the process after each quarter of the steps that follow the warm-up.</summary>
    private sealed class Meter(int steps) : ITrainingObserver
    {
        private const int Quarters = 4;

        private readonly List<(long Managed, long Resident, long Tensors)> _marks = [];

        public long ManagedPerStep => (_marks[^1].Managed - _marks[0].Managed) / steps;

        /// <summary>A leak shows in every quarter; what else the process does, in some.</summary>
        public long ResidentGrowth => _marks.Zip(_marks.Skip(1), (before, after) => after.Resident - before.Resident).Min() * Quarters;

        public long LiveTensors => _marks[^1].Tensors - _marks[0].Tensors;

        public void Scalar(string metric, long step, double value)
        {
            if (metric != "learning_rate" || step < WarmUp || (step - WarmUp) % (steps / Quarters) != 0)
                return;
            GC.Collect();
            GC.WaitForPendingFinalizers();
            _marks.Add((GC.GetAllocatedBytesForCurrentThread(), Environment.WorkingSet, DisposeScopeManager.Statistics.ThreadTotalLiveCount));
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
