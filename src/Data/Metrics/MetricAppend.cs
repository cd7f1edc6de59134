using System.Runtime.InteropServices;
using Npgsql;

namespace Mantissa.Data.Metrics;

/// <summary>
/// Appends a batch of points of any number of series: the statistics of each series in one statement, then all chunks in another. Series are
/// taken in the order of their names, so two writers that share several can never wait for each other in a circle.
/// </summary>
internal static class MetricAppend
{
    /// <summary>Points of a chunk that is full. Longer batches are cut into chunks of this size, which need no merging later.</summary>
    public const int ChunkSize = 1000;

    private static readonly string UpsertSeries = $"""
        insert into metric_series as series (run_id, name, {StatisticsSql.List})
        select @run, batch.*
        from unnest(@series_name::text[], {StatisticsSql.Parameters("series")}) as batch (name, {StatisticsSql.List})
        order by batch.name
        on conflict (run_id, name) do update set {StatisticsSql.Merge}
        """;

    private static readonly string InsertChunks = $"""
        insert into metric_chunk (series_id, attempt, sequence, part, sealed, {StatisticsSql.List}, {ChunkBuffer.SliceColumns})
        select series.id, @attempt, @sequence, chunk.part, chunk.sealed,
            {string.Join(", ", StatisticsSql.Columns.Select(column => $"chunk.{column.Name}"))},
            {ChunkBuffer.Slices("chunk")}
        from unnest(@chunk_name::text[], @chunk_part::integer[], @chunk_sealed::boolean[], {ChunkBuffer.SliceParameters},
                {StatisticsSql.Parameters("chunk")})
            as chunk (name, part, sealed, start, stop, summary_start, summary_stop, {StatisticsSql.List})
        join metric_series as series on series.run_id = @run and series.name = chunk.name
        """;

    public static IEnumerable<NpgsqlBatchCommand> Create(Guid runId, int attempt, long sequence, IReadOnlyList<MetricPoint> points)
    {
        var series = new StatisticsBuffer();
        var chunks = new ChunkBuffer();
        var seriesNames = new List<string>();
        var chunkNames = new List<string>();
        var parts = new List<int>();
        var sealedFlags = new List<bool>();
        foreach (var (name, block) in BySeries(points))
        {
            var ordered = block.InStepOrder();
            seriesNames.Add(name);
            series.Add(ordered);
            var pieces = Math.Max(1, ordered.Count / ChunkSize);
            for (var part = 0; part < pieces; part++)
            {
                var start = part * ChunkSize;
                var chunk = ordered.Slice(start..(part == pieces - 1 ? ordered.Count : start + ChunkSize));
                var full = chunk.Count >= ChunkSize;
                chunks.Add(chunk, full);
                chunkNames.Add(name);
                parts.Add(part);
                sealedFlags.Add(full);
            }
        }

        var upsert = new NpgsqlBatchCommand(UpsertSeries);
        upsert.Parameters.AddWithValue("run", runId);
        upsert.Parameters.AddWithValue("series_name", seriesNames);
        series.AddTo(upsert.Parameters, "series");

        var insert = new NpgsqlBatchCommand(InsertChunks);
        insert.Parameters.AddWithValue("run", runId);
        insert.Parameters.AddWithValue("attempt", attempt);
        insert.Parameters.AddWithValue("sequence", sequence);
        insert.Parameters.AddWithValue("chunk_name", chunkNames);
        insert.Parameters.AddWithValue("chunk_part", parts);
        insert.Parameters.AddWithValue("chunk_sealed", sealedFlags);
        chunks.AddTo(insert.Parameters);
        return [upsert, insert];
    }

    private static IEnumerable<(string Name, PointArrays Points)> BySeries(IReadOnlyList<MetricPoint> points)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var point in points)
            CollectionsMarshal.GetValueRefOrAddDefault(counts, point.Name, out _)++;
        var series = counts.ToDictionary(
            count => count.Key,
            count => new PointArrays(new long[count.Value], new double[count.Value], new long[count.Value]),
            StringComparer.Ordinal);
        foreach (var point in points)
        {
            var block = series[point.Name];
            var position = block.Count - counts[point.Name]--;
            block.Steps[position] = point.Step;
            block.Values[position] = point.Value;
            block.Times[position] = UnixMicroseconds.From(point.Time);
        }

        return series.Select(entry => (entry.Key, entry.Value));
    }
}
