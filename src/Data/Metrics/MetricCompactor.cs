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

    /// <summary>Chunks that are merged in one transaction: bounds its memory and how long a resume may wait for it.</summary>
    private const int ChunksAtOnce = 2048;

    /// <summary>
    /// Merges what there is to merge of a run. The chunks that go and the chunk that comes are one transaction, so that whatever ends it
    /// leaves either.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="finished">Nothing more will be appended: seal everything.</param>
    /// <param name="cancellationToken">Stops between two transactions.</param>
    /// <returns>How many chunks were merged away.</returns>
    public async Task<int> CompactAsync(Guid runId, bool finished, CancellationToken cancellationToken)
    {
        var merged = 0;
        foreach (var series in await CandidatesAsync(runId, finished, cancellationToken))
        {
            for (var more = true; more;)
            {
                (var count, more) = await MergeAsync(runId, series, finished, cancellationToken);
                merged += count;
            }
        }

        return merged;
    }

    private async Task<(int Merged, bool More)> MergeAsync(Guid runId, long[] series, bool finished, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await MetricLock.TakeAsync(connection, runId, cancellationToken);
        var checkpoint = await CheckpointStore.LastAsync(connection, runId, cancellationToken);
        var loose = await LooseAsync(connection, series, cancellationToken);
        var more = loose.Count == ChunksAtOnce;
        var merges = CompactionPlan.Of(loose, (checkpoint?.Attempt ?? 0, checkpoint?.MetricSequence ?? 0), finished && !more);
        var sources = merges.SelectMany(merge => merge.Sources).ToArray();
        if (merges.Count > 0)
            await ChunkRewrite.ExecuteAsync(connection, sources, [.. merges.Select(merge => merge.Result)], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (sources.Length - merges.Count, more && sources.Length > 0);
    }

    /// <summary>Series with chunks to merge, together as many as fit into a transaction.</summary>
    private async Task<List<long[]>> CandidatesAsync(Guid runId, bool finished, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            select series_id, count(*)::int from metric_chunk as chunk join metric_series as series on series.id = chunk.series_id
            where series.run_id = $1 and not sealed group by series_id having count(*) >= $2 order by series_id
            """).With(runId, finished ? 1 : Threshold);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var groups = new List<long[]>();
        var (group, chunks) = (new List<long>(), 0);
        while (await reader.ReadAsync(cancellationToken))
        {
            var count = reader.GetInt32(1);
            if (group.Count > 0 && chunks + count >= ChunksAtOnce)
            {
                groups.Add([.. group]);
                (group, chunks) = ([], 0);
            }

            group.Add(reader.GetInt64(0));
            chunks += count;
        }

        return group.Count > 0 ? [.. groups, [.. group]] : groups;
    }

    private static async Task<List<StoredChunk>> LooseAsync(NpgsqlConnection connection, long[] series, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select series_id, attempt, sequence, part, sealed, steps, "values", times from metric_chunk
            where series_id = any($1) and not sealed order by series_id, attempt, sequence, part limit $2
            """,
            connection).With(series, ChunksAtOnce);
        return await StoredArrays.ReadChunksAsync(command, cancellationToken);
    }
}
