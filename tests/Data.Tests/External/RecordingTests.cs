using Mantissa.Data.Entities;
using Mantissa.Data.Events;
using Mantissa.Data.External;
using Mantissa.Data.Runs;
using Mantissa.Data.Tests.Runs;
using Mantissa.Data.Workers;

namespace Mantissa.Data.Tests.External;

public sealed class RecordingTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private ExternalRunStore Store => postgres.Get<ExternalRunStore>();

    [Fact]
    public async Task The_same_batch_again_changes_nothing_and_answers_the_same()
    {
        var run = await postgres.RecordAsync();
        var batch = Sample.Batch(1, Sample.Points("loss", 1, 3, 2, 1));

        var first = await postgres.AppendAsync(run.Id, batch);
        var again = await postgres.AppendAsync(run.Id, batch);

        first.ShouldBe(new RecordingState(1, 1, RunStatus.Running, CancelRequested: false));
        again.ShouldBe(first);
        (await postgres.SeriesAsync(run.Id, "loss")).Values.ShouldBe([3.0, 2.0, 1.0]);
    }

    [Fact]
    public async Task A_gap_between_batches_is_refused_and_names_the_missing_one()
    {
        var run = await postgres.RecordAsync();

        var gap = await Should.ThrowAsync<SequenceGapException>(() => postgres.AppendAsync(run.Id, Sample.Batch(2)));

        gap.Message.ShouldContain("Send batch 1 first");
    }

    [Fact]
    public async Task No_worker_can_claim_it_and_no_queue_shows_it()
    {
        var run = await postgres.RecordAsync();
        await postgres.ExecuteAsync("update run set created_at = now() - interval '1 day', lease_expires_at = now() - interval '1 day' where id = $1", run.Id);

        (await postgres.Get<RunLeases>().ClaimAsync(run.Id, "worker-1", Sample.Lease, default)).ShouldBeNull();
        (await postgres.Get<QueueStore>().ListAsync(default)).ShouldNotContain(queue => queue.Queue == NewExternalRun.Queue);
        await postgres.SilenceAsync(run.Id);
        await Should.ThrowAsync<RunStateException>(() => postgres.Get<RunStore>().RetryAsync(run.Id, default));
    }

    [Fact]
    public async Task Silence_makes_it_lost_and_the_next_batch_brings_it_back_where_it_was()
    {
        var run = await postgres.RecordAsync();
        await postgres.AppendAsync(run.Id, Sample.Batch(1, Sample.Points("loss", 1, 3)));
        await postgres.SilenceAsync(run.Id);
        var lost = await postgres.GetAsync(run.Id);
        await postgres.ExecuteAsync("update run set heartbeat_timeout = interval '1 minute' where id = $1", run.Id);

        var back = await postgres.AppendAsync(run.Id, Sample.Batch(2, Sample.Points("loss", 2, 2)));

        (lost.Status, lost.StatusReason).ShouldBe((RunStatus.Failed, "Lost: its program fell silent for longer than 0 seconds."));
        back.ShouldBe(new RecordingState(1, 2, RunStatus.Running, CancelRequested: false));
        (await postgres.GetAsync(run.Id)).ShouldSatisfyAllConditions(
            now => now.StatusReason.ShouldBeNull(), now => now.FinishedAt.ShouldBeNull(), now => now.LeaseExpiresAt.ShouldNotBeNull());
        (await postgres.SeriesAsync(run.Id, "loss")).Values.ShouldBe([3.0, 2.0]);
        (await postgres.Get<EventStore>().ListAsync(run.Id, default)).Select(e => e.Kind).ShouldBe(["recording", "lost", "heard-from"]);
    }

    [Fact]
    public async Task A_site_that_was_away_gives_every_program_its_whole_time()
    {
        var run = await postgres.RecordAsync();
        await postgres.ExecuteAsync("update run set heartbeat_timeout = interval '1 hour', lease_expires_at = now() - interval '1 second' where id = $1", run.Id);

        (await postgres.Get<LostExternalRuns>().MarkAsync(await postgres.Get<LostExternalRuns>().NowAsync(default), default)).ShouldNotContain(run.Id);
    }

    [Fact]
    public async Task What_its_program_ended_takes_no_more_but_answers_a_batch_that_is_repeated()
    {
        var run = await postgres.RecordAsync();
        var batch = Sample.Batch(1, Sample.Points("loss", 1, 3));
        await postgres.AppendAsync(run.Id, batch);
        await Store.FinishAsync(run.Id, 1, RunStatus.Completed, null, null, default);
        await Store.FinishAsync(run.Id, 1, RunStatus.Completed, null, null, default);

        (await postgres.AppendAsync(run.Id, batch)).ShouldBe(new RecordingState(1, 1, RunStatus.Completed, CancelRequested: false));
        (await Should.ThrowAsync<RecordingEndedException>(() => postgres.AppendAsync(run.Id, Sample.Batch(2)))).Message.ShouldContain("is completed; resume it");
        await Should.ThrowAsync<RecordingEndedException>(() => Store.HeartbeatAsync(run.Id, 1, null, default));
        await Should.ThrowAsync<RecordingEndedException>(() => Store.FinishAsync(run.Id, 1, RunStatus.Failed, "late", null, default));
        (await postgres.Get<LostExternalRuns>().MarkAsync(DateTimeOffset.UnixEpoch, default)).ShouldNotContain(run.Id);
        (await postgres.Get<EventStore>().ListAsync(run.Id, default)).Count(e => e.Kind == "completed").ShouldBe(1);
    }

    [Fact]
    public async Task A_resume_is_a_new_attempt_that_shuts_the_old_one_out()
    {
        var run = await postgres.RecordAsync();
        await postgres.AppendAsync(run.Id, Sample.Batch(1, Sample.Points("loss", 1, 5)));
        await postgres.AppendAsync(run.Id, Sample.Batch(2, Sample.Points("loss", 2, 4)));
        await postgres.AppendAsync(run.Id, Sample.Batch(3, Sample.Points("loss", 3, 3)) with { Images = [new("samples", 3, 1, 1, new byte[] { 1 })] });

        await Should.ThrowAsync<ResumeAfterException>(() => Store.ResumeAsync(run.Id, 4, default));
        await Store.ResumeAsync(run.Id, 1, default);
        await postgres.AppendAsync(run.Id, Sample.Batch(1, Sample.Points("loss", 2, 40)), attempt: 2);

        (await postgres.SeriesAsync(run.Id, "loss")).Values.ShouldBe([5.0, 40.0]);
        (await postgres.ReadAsync<long>("select count(*) from run_image where run_id = $1", run.Id)).ShouldBe(0);
        (await Should.ThrowAsync<AttemptOverException>(() => postgres.AppendAsync(run.Id, Sample.Batch(4)))).Message.ShouldContain("at attempt 2, not 1");
        await Should.ThrowAsync<AttemptOverException>(() => Store.HeartbeatAsync(run.Id, 1, null, default));
        (await Store.StateAsync(run.Id, default)).ShouldBe(new RecordingState(2, 1, RunStatus.Running, CancelRequested: false));
    }

    [Fact]
    public async Task Its_program_learns_that_it_should_stop()
    {
        var run = await postgres.RecordAsync();
        await postgres.Get<RunStore>().RequestCancelAsync(run.Id, default);

        (await Store.HeartbeatAsync(run.Id, 1, new(5, 10, 0.5, 100, 1.5), default)).CancelRequested.ShouldBeTrue();
        await postgres.SilenceAsync(run.Id);

        var ended = await postgres.GetAsync(run.Id);
        (ended.Status, ended.Step, ended.TotalSteps).ShouldBe((RunStatus.Cancelled, 5, 10));
    }

    [Fact]
    public async Task Runs_of_workers_are_not_recorded_from_elsewhere()
    {
        var ours = await postgres.SubmitAsync();

        await Should.ThrowAsync<NotExternalException>(() => postgres.AppendAsync(ours.Id, Sample.Batch(1)));
        await Should.ThrowAsync<NotExternalException>(() => Store.ResumeAsync(ours.Id, null, default));
        await Should.ThrowAsync<RunNotFoundException>(() => postgres.AppendAsync(Guid.NewGuid(), Sample.Batch(1)));
    }

    [Fact]
    public async Task A_key_makes_one_run()
    {
        var first = await postgres.RecordAsync(key: "once");

        (await postgres.RecordAsync(key: "once")).Id.ShouldBe(first.Id);
        await Should.ThrowAsync<IdempotencyConflictException>(() => postgres.RecordAsync(timeoutSeconds: 61, key: "once"));
    }
}
