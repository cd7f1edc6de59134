using Mantissa.Data.Entities;

namespace Mantissa.Jobs.Tests.Processes;

/// <summary>Workers that freeze, are told to stop or die every time: the run goes on elsewhere and ends as if nothing had happened, or is given up.</summary>
public sealed class RecoveryTests : PlatformTest
{
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
}
