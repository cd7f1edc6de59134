using Mantissa.Data.Entities;
using Mantissa.Data.Events;
using Mantissa.Data.Queue;
using Mantissa.Data.Runs;

namespace Mantissa.Data.Tests.Runs;

public sealed class LeaseTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private RunLeases Leases => postgres.Get<RunLeases>();

    [Fact]
    public async Task Life_of_a_run_is_told_by_its_events()
    {
        var run = await postgres.SubmitAsync();
        var leased = await postgres.ClaimAsync(run.Id);
        leased.Lease.Attempt.ShouldBe(1);
        leased.Checkpoint.ShouldBeNull();
        leased.Specification.Model.ShouldBe("resnet");
        (await postgres.GetAsync(run.Id)).Status.ShouldBe(RunStatus.Starting);

        await Leases.MarkRunningAsync(leased.Lease, CancellationToken.None);
        (await HeartbeatAsync(leased, new RunProgress(10, 100, 0.5, 321, 2.25))).ShouldBe(LeaseState.Held);
        var running = await postgres.GetAsync(run.Id);
        (running.Status, running.Step, running.TotalSteps, running.Loss).ShouldBe((RunStatus.Running, 10, 100, 2.25));
        running.StartedAt.ShouldNotBeNull();

        await Leases.CompleteAsync(leased.Lease, RunStatus.Completed, null, CancellationToken.None);
        var done = await postgres.GetAsync(run.Id);
        (done.Status, done.LeaseToken, done.WorkerId).ShouldBe((RunStatus.Completed, null, "worker-1"));
        done.FinishedAt.ShouldNotBeNull();
        (await EventsAsync(run.Id)).ShouldBe(
        [
            "submitted:→Queued", "claimed:Queued→Starting", "running:Starting→Running", "completed:Running→Completed",
        ]);
    }

    [Fact]
    public async Task A_run_is_claimed_by_one_of_many()
    {
        var run = await postgres.SubmitAsync();
        var claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(
            i => Leases.ClaimAsync(run.Id, $"worker-{i}", Sample.Lease, CancellationToken.None)));
        claims.Count(claim => claim is not null).ShouldBe(1);
        (await postgres.GetAsync(run.Id)).Attempt.ShouldBe(1);
    }

    [Fact]
    public async Task Unknown_and_finished_runs_cannot_be_claimed()
    {
        (await Leases.ClaimAsync(Guid.NewGuid(), "w", Sample.Lease, CancellationToken.None)).ShouldBeNull();
        var run = await postgres.SubmitAsync();
        await postgres.Get<RunStore>().RequestCancelAsync(run.Id, CancellationToken.None);
        (await Leases.ClaimAsync(run.Id, "w", Sample.Lease, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task After_a_lease_ends_another_worker_takes_over_and_the_first_is_shut_out()
    {
        var run = await postgres.SubmitAsync();
        var first = await postgres.ClaimAsync(run.Id, "first");
        await ExpireAsync(run.Id);
        var second = await postgres.ClaimBrieflyAsync(run.Id, "second");
        second.Lease.Attempt.ShouldBe(2);

        (await HeartbeatAsync(first)).ShouldBe(LeaseState.Lost);
        await Should.ThrowAsync<LeaseLostException>(() => Leases.MarkRunningAsync(first.Lease, CancellationToken.None));
        await Should.ThrowAsync<LeaseLostException>(() => Leases.CompleteAsync(first.Lease, RunStatus.Completed, null, CancellationToken.None));
        await Should.ThrowAsync<LeaseLostException>(() => Leases.ReleaseAsync(first.Lease, "bye", CancellationToken.None));
        await Should.ThrowAsync<LeaseLostException>(() => postgres.CommitAsync(first, Sample.Batch(1, Sample.Points("train/loss", 1, 1))));
        (await HeartbeatAsync(second)).ShouldBe(LeaseState.Held);
        (await postgres.GetAsync(run.Id)).WorkerId.ShouldBe("second");
        (await EventsAsync(run.Id)).ShouldContain("worker-lost:→");
    }

    [Fact]
    public async Task A_worker_that_was_late_still_has_its_run_when_nobody_took_it()
    {
        var run = await postgres.SubmitAsync();
        var leased = await postgres.ClaimAsync(run.Id);
        await ExpireAsync(run.Id);
        (await HeartbeatAsync(leased)).ShouldBe(LeaseState.Held);
        (await Leases.ClaimAsync(run.Id, "other", Sample.Lease, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_released_run_waits_again_with_its_job()
    {
        var run = await postgres.SubmitAsync();
        var leased = await postgres.ClaimAsync(run.Id);
        await postgres.Get<IRunQueue>().CancelAsync(run.Id, CancellationToken.None);
        await Leases.ReleaseAsync(leased.Lease, "The worker stops.", CancellationToken.None);
        var waiting = await postgres.GetAsync(run.Id);
        (waiting.Status, waiting.StatusReason, waiting.LeaseToken).ShouldBe((RunStatus.Queued, "The worker stops.", null));
        (await postgres.Get<IRunQueue>().FindAsync(run.Id, CancellationToken.None)).ShouldNotBeNull();
        (await postgres.ClaimAsync(run.Id)).Lease.Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task Cancelling_reaches_the_worker_with_its_next_heartbeat()
    {
        var run = await postgres.SubmitAsync();
        var leased = await postgres.ClaimAsync(run.Id);
        (await postgres.Get<RunStore>().RequestCancelAsync(run.Id, CancellationToken.None)).ShouldBeTrue();
        (await HeartbeatAsync(leased)).ShouldBe(LeaseState.CancelRequested);
        await Leases.CompleteAsync(leased.Lease, RunStatus.Cancelled, "Cancelled by a person.", CancellationToken.None);
        (await postgres.GetAsync(run.Id)).StatusReason.ShouldBe("Cancelled by a person.");
        (await postgres.Get<RunStore>().RequestCancelAsync(run.Id, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_waiting_run_is_cancelled_at_once()
    {
        var run = await postgres.SubmitAsync();
        (await postgres.Get<RunStore>().RequestCancelAsync(run.Id, CancellationToken.None)).ShouldBeTrue();
        var cancelled = await postgres.GetAsync(run.Id);
        cancelled.Status.ShouldBe(RunStatus.Cancelled);
        cancelled.FinishedAt.ShouldNotBeNull();
        (await postgres.Get<IRunQueue>().FindAsync(run.Id, CancellationToken.None)).ShouldBeNull();
        await Should.ThrowAsync<RunNotFoundException>(() => postgres.Get<RunStore>().RequestCancelAsync(Guid.NewGuid(), CancellationToken.None));
    }

    [Fact]
    public async Task A_run_whose_worker_died_while_cancelling_is_cancelled_by_the_next()
    {
        var run = await postgres.SubmitAsync();
        await postgres.ClaimAsync(run.Id);
        await postgres.Get<RunStore>().RequestCancelAsync(run.Id, CancellationToken.None);
        await ExpireAsync(run.Id);
        (await postgres.TryClaimBrieflyAsync(run.Id)).ShouldBeNull();
        (await postgres.GetAsync(run.Id)).Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public async Task A_run_that_kills_its_workers_is_given_up_and_can_be_tried_again()
    {
        var run = await postgres.SubmitAsync();
        for (var i = 1; i <= RunLeases.MaximumLostWorkers; i++)
        {
            (await postgres.ClaimBrieflyAsync(run.Id)).Lease.Attempt.ShouldBe(i);
            await ExpireAsync(run.Id);
        }

        (await postgres.TryClaimBrieflyAsync(run.Id)).ShouldBeNull();
        var failed = await postgres.GetAsync(run.Id);
        failed.Status.ShouldBe(RunStatus.Failed);
        failed.StatusReason.ShouldNotBeNull().ShouldContain("3 workers");

        var again = await postgres.Get<RunStore>().RetryAsync(run.Id, CancellationToken.None);
        (again.Status, again.StatusReason, again.FinishedAt).ShouldBe((RunStatus.Queued, null, null));
        (await postgres.ClaimBrieflyAsync(run.Id)).Lease.Attempt.ShouldBe(4);
        await ExpireAsync(run.Id);
        (await postgres.ClaimBrieflyAsync(run.Id)).Lease.Attempt.ShouldBe(5);
    }

    [Fact]
    public async Task Only_failed_and_cancelled_runs_can_be_tried_again()
    {
        var run = await postgres.SubmitAsync();
        (await Should.ThrowAsync<RunStateException>(() => postgres.Get<RunStore>().RetryAsync(run.Id, CancellationToken.None)))
            .Message.ShouldContain("queued");
        var leased = await postgres.ClaimAsync(run.Id);
        await Leases.CompleteAsync(leased.Lease, RunStatus.Completed, null, CancellationToken.None);
        (await Should.ThrowAsync<RunStateException>(() => postgres.Get<RunStore>().RetryAsync(run.Id, CancellationToken.None)))
            .Message.ShouldContain("completed");
    }

    private Task<LeaseState> HeartbeatAsync(LeasedRun run, RunProgress? progress = null) =>
        Leases.HeartbeatAsync(run.Lease, progress, Sample.Lease, CancellationToken.None);

    private Task ExpireAsync(Guid run) => postgres.ExpireLeaseAsync(run);

    private async Task<string[]> EventsAsync(Guid run) =>
        [.. (await postgres.Get<EventStore>().ListAsync(run, CancellationToken.None)).Select(e => $"{e.Kind}:{e.FromStatus}→{e.ToStatus}")];
}
