using Mantissa.Data.Entities;

namespace Mantissa.Jobs.Tests.Processes;

/// <summary>Workers that die, freeze or are told to stop: the run goes on elsewhere and ends as if nothing had happened.</summary>
public sealed class RecoveryTests : PlatformTest
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

    [Fact]
    public async Task A_worker_that_was_frozen_for_longer_than_its_lease_writes_nothing_more()
    {
        var specification = TinyRuns.ResNet(steps: 200);
        var first = await Platform.StartWorkerAsync();
        var expected = await Platform.CompleteAsync(specification);
        var id = await Platform.SubmitAsync(specification);
        await Platform.ReachesStepAsync(id, 20);
        first.Freeze();

        await Platform.StartWorkerAsync();
        await Platform.WaitAsync(id, run => run.Attempt == 2 && run.Status == RunStatus.Running, "was not taken over");
        first.Thaw();
        await first.SaysAsync("is no longer ours");
        await Platform.ReachesAsync(id, RunStatus.Completed);

        (await RunRecord.ReadAsync(Platform, id)).ShouldBe(expected);
    }

    [Fact]
    public async Task A_worker_that_is_told_to_stop_hands_its_run_over_where_it_is()
    {
        // No checkpoint before the end but the one that the worker writes when it is told to stop, which it does between two steps.
        var specification = TinyRuns.ResNet(steps: 200, checkpointEvery: 1000, evaluateEvery: 1000);
        var first = await Platform.StartWorkerAsync();
        var expected = await Platform.CompleteAsync(specification);
        var id = await Platform.SubmitAsync(specification);
        await Platform.ReachesStepAsync(id, 20);

        await first.StopAsync();

        first.ExitCode.ShouldBe(0, first.Output);
        var queued = (await Platform.Runs.GetAsync(id, default))!;
        queued.Status.ShouldBe(RunStatus.Queued);
        queued.StatusReason!.ShouldContain("was stopped");
        (await Platform.Workers.ListAsync(default)).ShouldHaveSingleItem().Worker.StoppedAt.ShouldNotBeNull();
        await Platform.StartWorkerAsync();
        var run = await Platform.ReachesAsync(id, RunStatus.Completed);
        (await Platform.EventsAsync(id)).ShouldContain(entry => entry.Kind == "resumed" && entry.Attempt == 2);
        run.Attempt.ShouldBe(2);
        (await RunRecord.ReadAsync(Platform, id)).ShouldBe(expected);
    }

    [Fact]
    public async Task A_run_that_kills_every_worker_is_given_up()
    {
        var id = await Platform.SubmitAsync(TinyRuns.ResNet(steps: 1_000_000, checkpointEvery: 1_000_000));
        for (var attempt = 1; attempt <= Data.Runs.RunLeases.MaximumLostWorkers; attempt++)
        {
            var worker = await Platform.StartWorkerAsync();
            await Platform.WaitAsync(id, run => run.Attempt == attempt && run.Status == RunStatus.Running, $"was not tried {attempt} times");
            await worker.KillAsync();
        }

        await Platform.StartWorkerAsync();
        var run = await Platform.ReachesAsync(id, RunStatus.Failed);

        run.StatusReason!.ShouldContain("Given up");
    }

    private async Task<string> KillHolderAsync(Guid id, params WorkerProcess[] workers)
    {
        var holder = (await Platform.Runs.GetAsync(id, default))!.WorkerId!;
        var processId = (await Platform.Workers.ListAsync(default)).Single(state => state.Worker.Id == holder).Worker.ProcessId;
        await workers.Single(worker => worker.Id == processId).KillAsync();
        return holder;
    }
}
