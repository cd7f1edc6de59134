using Npgsql;

namespace Mantissa.Data.Metrics;

/// <summary>
/// Metrics of runs. A series is (run, metric); its points are kept in chunks of arrays. Every read is one statement, so it sees a series
/// as of one moment, however much is appended or merged meanwhile.
/// </summary>
public sealed partial class MetricStore(NpgsqlDataSource database)
{
    /// <summary>The series of a run with their statistics, by name. Reads no points.</summary>
    public Task<IReadOnlyList<SeriesSummary>> ListAsync(Guid runId, CancellationToken cancellationToken) =>
        ListAsync([runId], names: null, cancellationToken);

    /// <summary>The series of some runs with their statistics, by run and name.</summary>
    /// <param name="runIds">The runs.</param>
    /// <param name="names">The metrics; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<IReadOnlyList<SeriesSummary>> ListAsync(
        IReadOnlyList<Guid> runIds, IReadOnlyList<string>? names, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            select run_id, name, count, first_step, last_step, first_value, last_value, min_value, min_step, max_value, max_step,
                   sum / nullif(count - non_finite, 0), non_finite, last_time, replaced
            from metric_series
            where run_id = any($1) and ($2::text[] is null or name = any($2))
            order by run_id, name
            """).With(runIds.ToArray(), names is null ? DBNull.Value : names.ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<SeriesSummary>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(new SeriesSummary(
                reader.GetGuid(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4),
                reader.GetDouble(5), reader.GetDouble(6), reader.GetFieldValue<double?>(7), reader.GetFieldValue<long?>(8),
                reader.GetFieldValue<double?>(9), reader.GetFieldValue<long?>(10), reader.GetFieldValue<double?>(11),
                reader.GetInt64(12), UnixMicroseconds.ToTime(reader.GetInt64(13)), reader.GetInt64(14)));
        }

        return found;
    }
}
