using Npgsql;

namespace Mantissa.Data.Metrics;

/// <summary>Discards the points that were recorded after a position, and brings the statistics of the series back to what is left.</summary>
internal static class MetricRewind
{
    // Rows before the lock, as appends take them, so that neither can wait for the other in a circle.
    private const string LockSeries = "select from metric_series where run_id = $1 order by name for no key update";

    private const string Cut = """
        with cut as (
            delete from metric_chunk as chunk using metric_series as series
            where series.id = chunk.series_id and series.run_id = $1 and (chunk.attempt, chunk.sequence) > ($2, $3)
            returning chunk.series_id
        )
        select distinct series_id from cut
        """;

    /// <summary>Discards what batches after (<paramref name="attempt"/>, <paramref name="sequence"/>) appended, in the caller's transaction.</summary>
    public static async Task ExecuteAsync(
        NpgsqlConnection connection, Guid runId, int attempt, long sequence, CancellationToken cancellationToken)
    {
        await using (var rows = new NpgsqlCommand(LockSeries, connection))
        {
            rows.Parameters.Add(new() { Value = runId });
            await rows.ExecuteNonQueryAsync(cancellationToken);
        }

        await MetricLock.TakeAsync(connection, runId, cancellationToken);
        var touched = new List<long>();
        await using (var cut = new NpgsqlCommand(Cut, connection))
        {
            cut.Parameters.Add(new() { Value = runId });
            cut.Parameters.Add(new() { Value = attempt });
            cut.Parameters.Add(new() { Value = sequence });
            await using var reader = await cut.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                touched.Add(reader.GetInt64(0));
        }

        if (touched.Count > 0)
            await SeriesRecount.ExecuteAsync(connection, touched, cancellationToken);
    }
}
