using Mantissa.Data.Entities;

namespace Mantissa.Jobs.Tests.Processes;

/// <summary>Workers that are killed: the run goes on elsewhere and ends as if nothing had happened.</summary>
public sealed class KilledWorkerTests : PlatformTest
{
    [Theory]
    [InlineData("resnet", "flex16+5")]
    [InlineData("wgan", "fp32")]
    public async Task A_run_whose_worker_is_killed_ends_with_the_curves_and_weights_of_an_uninterrupted_one(string model, string format)
    {
        var specification = model == "wgan" ? TinyRuns.WGan(steps: 120, format) : TinyRuns.ResNet(steps: 200, format);
        var first = await Platform.StartWorkerAsync();
        var expected = await Platform.CompleteAsync(specification);
        var second = await Platform.StartWorkerAsync();
        var id = await Platform.SubmitAsync(specification);

        // Neither at a checkpoint nor at a second's boundary, and anew at another place every time.
        await Platform.ReachesStepAsync(id, 20 + Environment.TickCount % 40);
        var killed = await KillHolderAsync(id, first, second);
        var run = await Platform.ReachesAsync(id, RunStatus.Completed);

        run.Attempt.ShouldBe(2);
        (await RunRecord.ReadAsync(Platform, id)).ShouldBe(expected);
        expected.Histograms.Count.ShouldBe(format == "fp32" ? 0 : 10 * (await Platform.Histograms.ListAsync(id, default)).Sites.Count);
        var events = await Platform.EventsAsync(id);
        events.Single(entry => entry.Kind == "worker-lost").WorkerId.ShouldBe(killed);
        events.ShouldContain(entry => entry.Kind == "resumed" || entry.Kind == "claimed" && entry.Attempt == 2);
    }

    private async Task<string> KillHolderAsync(Guid id, params WorkerProcess[] workers)
    {
        var holder = (await Platform.Runs.GetAsync(id, default))!.WorkerId!;
        var processId = (await Platform.Workers.ListAsync(default)).Single(state => state.Worker.Id == holder).Worker.ProcessId;
        await workers.Single(worker => worker.Id == processId).KillAsync();
        return holder;
    }
}
