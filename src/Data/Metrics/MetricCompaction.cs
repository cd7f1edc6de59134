using Microsoft.Extensions.Logging;
using Npgsql;

namespace Mantissa.Data.Metrics;

/// <summary>
/// Merges chunks in the background. Every process offers to; the one that holds an advisory lock does it, and when that one dies the lock
/// goes to another.
/// </summary>
internal sealed class MetricCompaction(NpgsqlDataSource database, MetricCompactor compactor, TimeProvider time, ILogger<MetricCompaction> logger)
    : PeriodicSweep(TimeSpan.FromSeconds(10), time)
{
    // "merge" as ASCII: a number that nothing else in the database locks.
    private const long LockKey = 0x6D65726765;

    private static readonly string Work = $"""
        select series.run_id, bool_or(run.finished_at is not null)
        from (select series_id, count(*) as chunks from metric_chunk where not sealed group by series_id) as loose
        join metric_series as series on series.id = loose.series_id
        join run on run.id = series.run_id
        where loose.chunks >= {MetricCompactor.Threshold} or run.finished_at is not null
        group by series.run_id
        """;

    protected override Task SweepAsync(CancellationToken cancellationToken) => CompactAsync(cancellationToken);

    protected override void Failed(string reason) => LogMessages.CompactionFailed(logger, reason);

    /// <summary>One round, unless another process is at it.</summary>
    public async Task CompactAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await AdvisoryLock.TryTakeAsync(connection, LockKey, cancellationToken))
            return;

        var work = new List<(Guid Run, bool Finished)>();
        await using (var find = new NpgsqlCommand(Work, connection))
        {
            await using var reader = await find.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                work.Add((reader.GetGuid(0), reader.GetBoolean(1)));
        }

        foreach (var (run, finished) in work)
            await compactor.CompactAsync(run, finished, cancellationToken);
    }
}
