using Mantissa.Data.Checkpoints;
using Mantissa.Data.Entities;
using Mantissa.Data.Events;
using Mantissa.Data.Logs;
using Mantissa.Data.Retention;
using Mantissa.Data.Runs;
using Mantissa.Data.Tests.Runs;

namespace Mantissa.Data.Tests.Retention;

/// <summary>What goes from old runs and what stays.</summary>
public sealed class RetentionStoreTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private RetentionStore Store => new(postgres.Database);

    [Fact]
    public async Task Runs_that_ended_long_ago_lose_what_was_set_and_keep_the_rest()
    {
        var (old, young, live) = (await RecordAsync(ageInDays: 31), await RecordAsync(ageInDays: 29), await RecordAsync(ageInDays: null));
        var pinned = (await CheckpointsAsync(old)).Single(checkpoint => checkpoint.Step == 2);
        await postgres.SubmitAsync(Sample.Specification() with { StartFrom = pinned.Id });

        (await Store.ApplyAsync(new(Checkpoints: TimeSpan.FromDays(30), Logs: null), default)).ShouldBe(1);
        (await CheckpointsAsync(old)).Select(checkpoint => (checkpoint.Step, checkpoint.Kind)).ShouldBe(
            [(1, CheckpointKind.Best), (2, CheckpointKind.Periodic), (4, CheckpointKind.Final)], ignoreOrder: true);
        (await LinesAsync(old)).ShouldBe(2);
        (await Store.ApplyAsync(new(TimeSpan.FromDays(30), Logs: TimeSpan.FromDays(30)), default)).ShouldBe(1);
        (await LinesAsync(old)).ShouldBe(0);
        (await Store.ApplyAsync(new(TimeSpan.FromDays(30), TimeSpan.FromDays(30)), default)).ShouldBe(0, "There is nothing left to remove.");

        foreach (var run in new[] { young, live })
        {
            (await CheckpointsAsync(run)).Count.ShouldBe(4);
            (await LinesAsync(run)).ShouldBe(2);
        }

        (await postgres.SeriesAsync(old, "loss")).Values.ShouldBe([1.0, 2, 3, 4]);
        (await postgres.Get<EventStore>().ListAsync(old, default)).Where(entry => entry.Kind == "retention").Select(entry => entry.Message)
            .ShouldBe(["Checkpoints that only a resume needs went 30 days after the end of the run.", "The console log went 30 days after the end of the run."]);
    }

    [Fact]
    public async Task More_runs_than_are_looked_for_at_once_are_all_found()
    {
        await postgres.ExecuteAsync("""
            with made as (
                insert into run (id, name, specification, model, format, dataset, seed, queue, status, finished_at)
                select gen_random_uuid(), 'old', '{}', 'resnet', 'fp32', 'shapes', 1, 'cpu', 'Completed', now() - interval '400 days' from generate_series(1, 230)
                returning id)
            insert into log_line (run_id, attempt, at, level, message) select id, 1, now(), 'Information', 'line' from made
            """);

        (await Store.ApplyAsync(new(Checkpoints: null, Logs: TimeSpan.FromDays(365)), default)).ShouldBe(230);
    }

    /// <summary>A run with four checkpoints, four points and two log lines.</summary>
    private async Task<Guid> RecordAsync(int? ageInDays)
    {
        var run = await postgres.ClaimAsync((await postgres.SubmitAsync()).Id);
        foreach (var (step, kind) in new[] { (1, CheckpointKind.Best), (2, CheckpointKind.Periodic), (3, CheckpointKind.Interrupted), (4, CheckpointKind.Final) })
        {
            await postgres.CommitAsync(run, Sample.Batch(step, Sample.Points("loss", step, step)) with
            {
                Checkpoint = new(step, step, kind, new byte[10]),
                LogLines = step > 2 ? [new(Sample.Start, RunLogLevel.Information, $"step {step}")] : [],
            });
        }

        if (ageInDays is { } days)
        {
            await postgres.Get<RunLeases>().CompleteAsync(run.Lease, RunStatus.Completed, null, default);
            await postgres.ExecuteAsync("update run set finished_at = now() - $2 where id = $1", run.Lease.RunId, TimeSpan.FromDays(days));
        }

        return run.Lease.RunId;
    }

    private Task<IReadOnlyList<Checkpoint>> CheckpointsAsync(Guid run) => postgres.Get<CheckpointStore>().ListAsync(run, default);

    private async Task<int> LinesAsync(Guid run) => (await postgres.Get<LogStore>().ReadAsync(run, 0, 100, null, default)).Count;
}
