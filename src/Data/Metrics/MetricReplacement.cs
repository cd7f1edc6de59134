using Npgsql;

namespace Mantissa.Data.Metrics;

/// <summary>
/// Of points with the same step in the same attempt the last to arrive is kept. Takes the others out of the chunks that hold them, and counts
/// them. A point that gave way is gone: a resume from before its successor does not bring it back, the training does, when it comes by again.
/// </summary>
internal static class MetricReplacement
{
    private const string Under = """
        select series_id, attempt, sequence, part, sealed, steps, "values", times from metric_chunk
        where series_id = $1 and last_step >= $2 and first_step <= $3 and attempt = $4 and sequence <> $5
        """;

    /// <summary>
    /// Removes what newly appended points replace, in the transaction that appended them and so holds the rows of their series.
    /// </summary>
    /// <param name="connection">In that transaction.</param>
    /// <param name="append">What was appended.</param>
    /// <param name="late">The series whose new points start before the end of the older ones.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    public static async Task ExecuteAsync(
        NpgsqlConnection connection, MetricAppend append, IReadOnlyList<(long Series, PointArrays Points)> late, CancellationToken cancellationToken)
    {
        await MetricLock.TakeAsync(connection, append.RunId, cancellationToken);
        foreach (var (series, points) in late)
        {
            await using var under = new NpgsqlCommand(Under, connection)
                .With(series, points.Steps[0], points.Steps[^1], append.Attempt, append.Sequence);
            var old = await StoredArrays.ReadChunksAsync(under, cancellationToken);
            var changes = old.Select(chunk => (Old: chunk, New: chunk with { Points = chunk.Points.Without(points) }))
                .Where(change => change.New.Points.Count < change.Old.Points.Count).ToArray();
            if (changes.Length == 0)
                continue;
            await ChunkRewrite.ExecuteAsync(
                connection, [.. changes.Select(change => change.Old)],
                [.. changes.Select(change => change.New).Where(chunk => chunk.Points.Count > 0)], cancellationToken);
            await SeriesRecount.ExecuteAsync(connection, [series], cancellationToken);
            await CountAsync(connection, series, changes.Sum(change => change.Old.Points.Count - change.New.Points.Count), cancellationToken);
        }
    }

    private static async Task CountAsync(NpgsqlConnection connection, long series, int replaced, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("update metric_series set replaced = replaced + $2 where id = $1", connection)
            .With(series, replaced);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
