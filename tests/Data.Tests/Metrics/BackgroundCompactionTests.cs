using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;
using Mantissa.Data.Runs;
using Mantissa.Data.Tests.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mantissa.Data.Tests.Metrics;

public sealed class BackgroundCompactionTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private MetricCompaction Compaction => postgres.Services.GetServices<IHostedService>().OfType<MetricCompaction>().Single();

    [Fact]
    public async Task Finished_runs_are_sealed_and_live_ones_merged_when_it_is_worth_it()
    {
        var finished = await RecordAsync(batches: 3);
        await postgres.Get<RunLeases>().CompleteAsync(finished.Lease, RunStatus.Completed, null, CancellationToken.None);
        var live = await RecordAsync(MetricCompactor.Threshold + 2);
        var young = await RecordAsync(batches: 3);

        await Compaction.CompactAsync(CancellationToken.None);
        (await ChunksAsync(finished, isSealed: true)).ShouldBe(1);
        (await ChunksAsync(finished, isSealed: false)).ShouldBe(0);
        (await ChunksAsync(live, isSealed: false)).ShouldBe(1);
        (await ChunksAsync(young, isSealed: false)).ShouldBe(3);
        (await postgres.SeriesAsync(live.Lease.RunId, "loss")).Steps.ShouldBe(Enumerable.Range(1, MetricCompactor.Threshold + 2).Select(step => (long)step));
    }

    [Fact]
    public async Task While_another_process_is_at_it_nothing_is_done()
    {
        var run = await RecordAsync(MetricCompactor.Threshold);
        await using var other = await postgres.Database.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "select pg_advisory_xact_lock(x'6D65726765'::bigint)";
        await command.ExecuteNonQueryAsync();
        await Compaction.CompactAsync(CancellationToken.None);
        (await ChunksAsync(run, isSealed: false)).ShouldBe(MetricCompactor.Threshold);
        await transaction.CommitAsync();
        await Compaction.CompactAsync(CancellationToken.None);
        (await ChunksAsync(run, isSealed: false)).ShouldBe(1);
    }

    private async Task<LeasedRun> RecordAsync(int batches)
    {
        var leased = await postgres.ClaimAsync((await postgres.SubmitAsync()).Id);
        for (var batch = 1; batch <= batches; batch++)
            await postgres.CommitAsync(leased, Sample.Batch(batch, Sample.Points("loss", batch, 1.0 / batch)));
        return leased;
    }

    private Task<long> ChunksAsync(LeasedRun run, bool isSealed) => postgres.ReadAsync<long>(
        """
        select count(*) from metric_chunk as chunk join metric_series as series on series.id = chunk.series_id
        where run_id = $1 and sealed = $2
        """,
        run.Lease.RunId, isSealed);
}
