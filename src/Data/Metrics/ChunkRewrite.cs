using Npgsql;

namespace Mantissa.Data.Metrics;

/// <summary>Puts chunks in the place of others, in the caller's transaction, which holds the <see cref="MetricLock"/>.</summary>
internal static class ChunkRewrite
{
    private const string Delete = """
        delete from metric_chunk as chunk using unnest($1::bigint[], $2::integer[], $3::bigint[], $4::integer[]) as source (series_id, attempt, sequence, part)
        where chunk.series_id = source.series_id and chunk.attempt = source.attempt and chunk.sequence = source.sequence and chunk.part = source.part
        """;

    private static readonly string Insert = $"""
        insert into metric_chunk (series_id, attempt, sequence, part, sealed, {StatisticsSql.List}, {ChunkBuffer.SliceColumns})
        select chunk.series_id, chunk.attempt, chunk.sequence, chunk.part, chunk.sealed,
            {string.Join(", ", StatisticsSql.Columns.Select(column => $"chunk.{column.Name}"))},
            {ChunkBuffer.Slices("chunk")}
        from unnest(@series::bigint[], @attempt::integer[], @sequence::bigint[], @part::integer[], @sealed::boolean[], {ChunkBuffer.SliceParameters},
                {StatisticsSql.Parameters("chunk")})
            as chunk (series_id, attempt, sequence, part, sealed, {ChunkBuffer.SliceNames}, {StatisticsSql.List})
        """;

    public static async Task ExecuteAsync(
        NpgsqlConnection connection, IReadOnlyList<StoredChunk> old, IReadOnlyList<StoredChunk> replacements, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        var delete = new NpgsqlBatchCommand(Delete);
        delete.Parameters.Add(new() { Value = old.Select(chunk => chunk.SeriesId).ToArray() });
        delete.Parameters.Add(new() { Value = old.Select(chunk => chunk.Attempt).ToArray() });
        delete.Parameters.Add(new() { Value = old.Select(chunk => chunk.Sequence).ToArray() });
        delete.Parameters.Add(new() { Value = old.Select(chunk => chunk.Part).ToArray() });
        batch.BatchCommands.Add(delete);
        if (replacements.Count > 0)
            batch.BatchCommands.Add(InsertOf(replacements));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand InsertOf(IReadOnlyList<StoredChunk> chunks)
    {
        var insert = new NpgsqlBatchCommand(Insert);
        insert.Parameters.AddWithValue("series", chunks.Select(chunk => chunk.SeriesId).ToArray());
        insert.Parameters.AddWithValue("attempt", chunks.Select(chunk => chunk.Attempt).ToArray());
        insert.Parameters.AddWithValue("sequence", chunks.Select(chunk => chunk.Sequence).ToArray());
        insert.Parameters.AddWithValue("part", chunks.Select(chunk => chunk.Part).ToArray());
        insert.Parameters.AddWithValue("sealed", chunks.Select(chunk => chunk.Sealed).ToArray());
        var buffer = new ChunkBuffer();
        foreach (var chunk in chunks)
            buffer.Add(chunk.Points, chunk.Sealed);
        buffer.AddTo(insert.Parameters);
        return insert;
    }
}
