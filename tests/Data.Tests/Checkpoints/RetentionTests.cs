using Mantissa.Data.Checkpoints;
using Mantissa.Data.Entities;
using Mantissa.Data.Runs;
using Mantissa.Data.Tests.Runs;
using Npgsql;

namespace Mantissa.Data.Tests.Checkpoints;

/// <summary>Which checkpoints of a run stay.</summary>
public sealed class RetentionTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task As_many_stay_as_the_run_asks_for_and_interruptions_count_with_them()
    {
        var run = await postgres.ClaimAsync((await postgres.SubmitAsync()).Id);
        foreach (var step in Enumerable.Range(1, 6))
            await WriteAsync(run, step, step % 2 == 0 ? CheckpointKind.Interrupted : CheckpointKind.Periodic, keep: 3);
        (await StepsAsync(run)).ShouldBe([4, 5, 6]);
    }

    [Fact]
    public async Task A_final_one_that_is_the_best_takes_the_place_of_the_best_before()
    {
        var run = await postgres.ClaimAsync((await postgres.SubmitAsync()).Id);
        await WriteAsync(run, 1, CheckpointKind.Best);
        await WriteAsync(run, 2, CheckpointKind.Periodic);
        await WriteAsync(run, 3, CheckpointKind.Final, best: true);
        (await StepsAsync(run)).ShouldBe([2, 3]);
        (await postgres.Get<CheckpointStore>().FinalAsync(run.Lease.RunId, CancellationToken.None)).ShouldNotBeNull().Best.ShouldBeTrue();
    }

    [Fact]
    public async Task The_start_of_another_run_stays()
    {
        var run = await postgres.ClaimAsync((await postgres.SubmitAsync()).Id);
        await WriteAsync(run, 1, CheckpointKind.Best);
        await WriteAsync(run, 2, CheckpointKind.Periodic);
        foreach (var checkpoint in await postgres.Get<CheckpointStore>().ListAsync(run.Lease.RunId, CancellationToken.None))
            await postgres.SubmitAsync(Sample.Specification() with { StartFrom = checkpoint.Id });
        foreach (var step in Enumerable.Range(3, 4))
            await WriteAsync(run, step, step % 2 == 0 ? CheckpointKind.Best : CheckpointKind.Periodic, keep: 1);
        (await StepsAsync(run)).ShouldBe([1, 2, 5, 6]);
    }

    [Fact]
    public async Task A_pin_that_is_being_written_is_waited_for_and_holds()
    {
        var run = await postgres.ClaimAsync((await postgres.SubmitAsync()).Id);
        await WriteAsync(run, 1, CheckpointKind.Periodic, keep: 1);
        var first = (await postgres.Get<CheckpointStore>().ListAsync(run.Lease.RunId, CancellationToken.None)).Single();
        await using var connection = await postgres.Database.OpenConnectionAsync();
        await using var submission = await connection.BeginTransactionAsync();
        await using var pin = new NpgsqlCommand("update checkpoint set pinned = true where id = $1", connection);
        pin.Parameters.Add(new() { Value = first.Id });
        await pin.ExecuteNonQueryAsync();

        var commit = WriteAsync(run, 2, CheckpointKind.Periodic, keep: 1);
        await Task.Delay(300);
        commit.IsCompleted.ShouldBeFalse("The deletion did not wait for the pin.");
        await submission.CommitAsync();
        await commit;
        (await StepsAsync(run)).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_start_that_is_gone_stops_the_submission()
    {
        var missing = Guid.CreateVersion7();
        var before = await postgres.ReadAsync<long>("select count(*) from run");
        (await Should.ThrowAsync<StartCheckpointException>(() => postgres.SubmitAsync(Sample.Specification() with { StartFrom = missing })))
            .Message.ShouldContain($"{missing}");
        (await postgres.ReadAsync<long>("select count(*) from run")).ShouldBe(before);
    }

    private Task<bool> WriteAsync(LeasedRun run, int step, CheckpointKind kind, int keep = 2, bool best = false) =>
        postgres.CommitAsync(run, new RecordBatch(step) { Checkpoint = new(step, 0, kind, new byte[] { (byte)step }) { Keep = keep, Best = best } });

    private async Task<IEnumerable<long>> StepsAsync(LeasedRun run) =>
        (await postgres.Get<CheckpointStore>().ListAsync(run.Lease.RunId, CancellationToken.None)).Select(checkpoint => checkpoint.Step);
}
