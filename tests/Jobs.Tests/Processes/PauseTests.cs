using Mantissa.Data.Entities;

namespace Mantissa.Jobs.Tests.Processes;

/// <summary>Somebody stops the taking of runs, for a queue or for a worker, and lets it go on.</summary>
public sealed class PauseTests : PlatformTest
{
    /// <summary>Longer than a worker takes to look for a run.</summary>
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Nobody_takes_runs_from_a_paused_queue()
    {
        await Platform.Queues.SetPausedAsync("cpu", true, default);
        await Platform.StartWorkerAsync();
        var run = await Platform.SubmitAsync(TinyRuns.ResNet(steps: 3));

        await Task.Delay(Watched);
        (await Platform.Runs.GetAsync(run, default))!.Status.ShouldBe(RunStatus.Queued);

        await Platform.Queues.SetPausedAsync("cpu", false, default);
        await Platform.ReachesAsync(run, RunStatus.Completed);
    }

    /// <summary>It has heard nothing of the pause when the run comes.</summary>
    [Fact]
    public async Task A_run_that_comes_right_after_a_pause_waits_like_the_others()
    {
        await Platform.StartWorkerAsync();
        await Platform.Queues.SetPausedAsync("cpu", true, default);
        var run = await Platform.SubmitAsync(TinyRuns.ResNet(steps: 3));

        await Task.Delay(Watched);
        (await Platform.Runs.GetAsync(run, default))!.Status.ShouldBe(RunStatus.Queued);

        await Platform.Queues.SetPausedAsync("cpu", false, default);
        (await Platform.ReachesAsync(run, RunStatus.Completed)).Attempt.ShouldBe(1);
    }

    [Fact]
    public async Task A_worker_that_is_drained_finishes_its_run_and_takes_no_other()
    {
        var process = await Platform.StartWorkerAsync();
        var worker = (await Platform.Workers.ListAsync(default)).ShouldHaveSingleItem().Worker.Id;
        var first = await Platform.SubmitAsync(TinyRuns.ResNet(steps: 300));
        await Platform.ReachesStepAsync(first, 1);
        await Platform.Workers.SetPausedAsync(worker, true, default);
        await process.SaysAsync("no more runs");
        var second = await Platform.SubmitAsync(TinyRuns.ResNet(steps: 3));

        (await Platform.ReachesAsync(first, RunStatus.Completed)).Attempt.ShouldBe(1);
        await Task.Delay(Watched);
        (await Platform.Runs.GetAsync(second, default))!.Status.ShouldBe(RunStatus.Queued);

        await Platform.Workers.SetPausedAsync(worker, false, default);
        await Platform.ReachesAsync(second, RunStatus.Completed);
    }
}
