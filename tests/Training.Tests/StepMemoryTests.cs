using System.Diagnostics;
using System.Text.Json.Nodes;
using TorchSharp;
using Xunit.Abstractions;

namespace Mantissa.Training.Tests;

/// <summary>A step leaves nothing behind: no tensor, no native memory, and little for the garbage collector.</summary>
public sealed class StepMemoryTests(TrainingFixture fixture, ITestOutputHelper output) : IClassFixture<TrainingFixture>
{
    private const int Steps = 1300;
    private const int WarmUp = 300;

    [Theory]
    [InlineData("resnet", "fp32")]
    [InlineData("resnet", "flex16+5")]
    [InlineData("wgan:gradientPenalty", "flex16+5")]
    public void A_thousand_steps_take_no_memory(string run, string format)
    {
        var never = 1_000_000;
        var specification = TrainingFixture.Small(run, format, new JsonObject
        {
            ["steps"] = Steps,
            ["batch"] = 2,
            ["recordEvery"] = 1,
            ["formatEvery"] = never,
            ["evaluateEvery"] = never,
            ["checkpointEvery"] = never,
        });
        var meter = new Meter();
        TrainingSession.Run(specification, fixture.Environment, meter, null, CancellationToken.None);
        output.WriteLine($"{meter.ManagedPerStep:N0} managed bytes a step, {meter.ResidentGrowth / 1024:N0} KiB resident, {meter.LiveTensors:N0} tensors more.");
        meter.LiveTensors.ShouldBe(0);
    }

    private sealed class Meter : ITrainingObserver
    {
        private (long Managed, long Resident, long Tensors) _start;

        public long ManagedPerStep { get; private set; }

        public long ResidentGrowth { get; private set; }

        public long LiveTensors { get; private set; }

        public void Scalar(string metric, long step, double value)
        {
            if (metric != "learning_rate" || step is not (WarmUp or Steps - 1))
                return;
            GC.Collect();
            GC.WaitForPendingFinalizers();
            using var process = Process.GetCurrentProcess();
            var now = (GC.GetAllocatedBytesForCurrentThread(), process.WorkingSet64, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            if (step == WarmUp)
                _start = now;
            else
                (ManagedPerStep, ResidentGrowth, LiveTensors) = ((now.Item1 - _start.Managed) / (Steps - 1 - WarmUp), now.WorkingSet64 - _start.Resident, now.Item3 - _start.Tensors);
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
