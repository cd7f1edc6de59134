using Mantissa.Data.Checkpoints;
using Npgsql;

namespace Mantissa.Data.Metrics;

/// <summary>
/// Merges the small chunks of live runs into sealed ones of about <see cref="MetricAppend.ChunkSize"/> points. Never across the position of
/// the last checkpoint: a resume cuts exactly there, or at a later position that no chunk has reached yet, so no merged chunk is ever cut.
/// </summary>
public sealed class MetricCompactor(NpgsqlDataSource database)
{
    /// <summary>So many small chunks of a series are worth merging while the run is live.</summary>
    public const int Threshold = 16;

    private static readonly string Insert = $"""
        insert into metric_chunk (series_id, attempt, sequence, part, sealed, {StatisticsSql.List}, {ChunkBuffer.SliceColumns})
        select @series, chunk.attempt, chunk.sequence, chunk.part, chunk.sealed,
            {string.Join(", ", StatisticsSql.Columns.Select(column => $"chunk.{column.Name}"))},
            {ChunkBuffer.Slices("chunk")}
        from unnest(@attempt::integer[], @sequence::bigint[], @part::integer[], @sealed::boolean[], {ChunkBuffer.SliceParameters},
                {StatisticsSql.Parameters("chunk")})
            as chunk (attempt, sequence, part, sealed, start, stop, summary_start, summary_stop, {StatisticsSql.List})
        """;

    /// <summary>Merges what there is to merge of a run, each series in a transaction of its own.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="finished">Nothing more will be appended: seal everything.</param>
    /// <param name="cancellationToken">Stops between two series.</param>
    /// <returns>How many chunks were merged away.</returns>
    public async Task<int> CompactAsync(Guid runId, bool finished, CancellationToken cancellationToken)
    {
        var merged = 0;
        foreach (var series in await CandidatesAsync(runId, finished, cancellationToken))
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await MetricLock.TakeAsync(connection, runId, cancellationToken);
            var checkpoint = await CheckpointStore.LastAsync(connection, runId, cancellationToken);
            var loose = await LooseAsync(connection, series, cancellationToken);
            var merges = CompactionPlan.Of(loose, (checkpoint?.Attempt ?? 0, checkpoint?.MetricSequence ?? 0), finished);
            if (merges.Count > 0)
                merged += await ReplaceAsync(connection, series, merges, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return merged;
    }

    private async Task<List<long>> CandidatesAsync(Guid runId, bool finished, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            select series_id from metric_chunk as chunk join metric_series as series on series.id = chunk.series_id
            where series.run_id = $1 and not sealed group by series_id having count(*) >= $2
            """);
        command.Parameters.Add(new() { Value = runId });
        command.Parameters.Add(new() { Value = finished ? 1 : Threshold });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<long>();
        while (await reader.ReadAsync(cancellationToken))
            found.Add(reader.GetInt64(0));
        return found;
    }

    private static async Task<List<LooseChunk>> LooseAsync(NpgsqlConnection connection, long series, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select attempt, sequence, part, steps, "values", times from metric_chunk
            where series_id = $1 and not sealed order by attempt, sequence, part
            """,
            connection);
        command.Parameters.Add(new() { Value = series });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var chunks = new List<LooseChunk>();
        while (await reader.ReadAsync(cancellationToken))
            chunks.Add(new(reader.GetInt32(0), reader.GetInt64(1), reader.GetInt32(2), StoredArrays.Read(reader, 3)));
        return chunks;
    }

    private static async Task<int> ReplaceAsync(
        NpgsqlConnection connection, long series, IReadOnlyList<ChunkMerge> merges, CancellationToken cancellationToken)
    {
        var sources = merges.SelectMany(merge => merge.Sources).ToArray();
        await using var batch = new NpgsqlBatch(connection);
        var delete = new NpgsqlBatchCommand(
            """
            delete from metric_chunk as chunk using unnest($2::integer[], $3::bigint[], $4::integer[]) as source (attempt, sequence, part)
            where series_id = $1 and chunk.attempt = source.attempt and chunk.sequence = source.sequence and chunk.part = source.part
            """);
        delete.Parameters.Add(new() { Value = series });
        delete.Parameters.Add(new() { Value = sources.Select(source => source.Attempt).ToArray() });
        delete.Parameters.Add(new() { Value = sources.Select(source => source.Sequence).ToArray() });
        delete.Parameters.Add(new() { Value = sources.Select(source => source.Part).ToArray() });
        batch.BatchCommands.Add(delete);

        var insert = new NpgsqlBatchCommand(Insert);
        insert.Parameters.AddWithValue("series", series);
        insert.Parameters.AddWithValue("attempt", merges.Select(merge => merge.Last.Attempt).ToArray());
        insert.Parameters.AddWithValue("sequence", merges.Select(merge => merge.Last.Sequence).ToArray());
        insert.Parameters.AddWithValue("part", merges.Select(merge => merge.Last.Part).ToArray());
        insert.Parameters.AddWithValue("sealed", merges.Select(merge => merge.Sealed).ToArray());
        var chunks = new ChunkBuffer();
        foreach (var merge in merges)
            chunks.Add(merge.Points, merge.Sealed);
        chunks.AddTo(insert.Parameters);
        batch.BatchCommands.Add(insert);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return sources.Length - merges.Count;
    }
}
