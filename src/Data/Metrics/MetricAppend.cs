using Npgsql;

namespace Mantissa.Data.Metrics;

/// <summary>
/// Appends a batch of points of any number of series: the statistics of each series in one statement, then all chunks in another. Series are
/// taken in the order of their names, so two writers that share several can never wait for each other in a circle.
/// </summary>
internal sealed class MetricAppend
{
    /// <summary>Points of a chunk that is full. Longer batches are cut into chunks of this size, which need no merging later.</summary>
    public const int ChunkSize = 1000;

    private static readonly string UpsertSeries = $"""
        insert into metric_series as series (run_id, name, replaced, {StatisticsSql.List})
        select @run, batch.*
        from unnest(@series_name::text[], @series_replaced::bigint[], {StatisticsSql.Parameters("series")})
            as batch (name, replaced, {StatisticsSql.List})
        order by batch.name
        on conflict (run_id, name) do update set
            previous_step = series.last_step, replaced = series.replaced + excluded.replaced, {StatisticsSql.Merge}
        returning id, name, previous_step
        """;

    private static readonly string InsertChunks = $"""
        insert into metric_chunk (series_id, attempt, sequence, part, sealed, {StatisticsSql.List}, {ChunkBuffer.SliceColumns})
        select series.id, @attempt, @sequence, chunk.part, chunk.sealed,
            {string.Join(", ", StatisticsSql.Columns.Select(column => $"chunk.{column.Name}"))},
            {ChunkBuffer.Slices("chunk")}
        from unnest(@chunk_name::text[], @chunk_part::integer[], @chunk_sealed::boolean[], {ChunkBuffer.SliceParameters},
                {StatisticsSql.Parameters("chunk")})
            as chunk (name, part, sealed, {ChunkBuffer.SliceNames}, {StatisticsSql.List})
        join metric_series as series on series.run_id = @run and series.name = chunk.name
        """;

    private readonly Dictionary<string, PointArrays> series = new(StringComparer.Ordinal);
    private readonly List<long> replaced = [];
    private readonly bool keepsEqualSteps;

    /// <param name="runId">The run.</param>
    /// <param name="attempt">The writer's attempt.</param>
    /// <param name="sequence">The batch's number within the attempt.</param>
    /// <param name="points">Points of any series, in any order.</param>
    /// <param name="keepsEqualSteps">Whether points of equal series and step stand side by side; else the last one counts.</param>
    public MetricAppend(Guid runId, int attempt, long sequence, IReadOnlyList<MetricPoint> points, bool keepsEqualSteps = false)
    {
        (RunId, Attempt, Sequence) = (runId, attempt, sequence);
        this.keepsEqualSteps = keepsEqualSteps;
        foreach (var (name, block) in SeriesPoints.Of(points))
        {
            var kept = keepsEqualSteps ? block.InOrder() : block.InStepOrder().LastOfEachStep();
            series.Add(name, kept);
            replaced.Add(block.Count - kept.Count);
        }
    }

    public Guid RunId { get; }

    public int Attempt { get; }

    public long Sequence { get; }

    /// <summary>The statements, to be first of their batch that return rows.</summary>
    public IEnumerable<NpgsqlBatchCommand> Commands => [Upsert(), Insert()];

    /// <summary>
    /// Runs a batch of statements that <see cref="Commands"/> are part of, in its transaction, and takes out what the new points replace.
    /// </summary>
    public async Task ExecuteAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        var late = new List<(long Series, PointArrays Points)>();
        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                var points = series[reader.GetString(1)];
                if (!keepsEqualSteps && !reader.IsDBNull(2) && points.Steps[0] <= reader.GetInt64(2))
                    late.Add((reader.GetInt64(0), points));
            }

            while (await reader.NextResultAsync(cancellationToken))
            {
                // Errors of later statements show here.
            }
        }

        if (late.Count > 0)
            await MetricReplacement.ExecuteAsync(batch.Connection!, this, late, cancellationToken);
    }

    private NpgsqlBatchCommand Upsert()
    {
        var statistics = new StatisticsBuffer();
        foreach (var points in series.Values)
            statistics.Add(points);
        var upsert = new NpgsqlBatchCommand(UpsertSeries);
        upsert.Parameters.AddWithValue("run", RunId);
        upsert.Parameters.AddWithValue("series_name", series.Keys.ToArray());
        upsert.Parameters.AddWithValue("series_replaced", replaced);
        statistics.AddTo(upsert.Parameters, "series");
        return upsert;
    }

    private NpgsqlBatchCommand Insert()
    {
        var chunks = new ChunkBuffer();
        var (names, parts, isSealed) = (new List<string>(), new List<int>(), new List<bool>());
        foreach (var (name, points) in series)
        {
            var pieces = Math.Max(1, points.Count / ChunkSize);
            for (var part = 0; part < pieces; part++)
            {
                var start = part * ChunkSize;
                var chunk = points.Slice(start..(part == pieces - 1 ? points.Count : start + ChunkSize));
                var full = chunk.Count >= ChunkSize;
                chunks.Add(chunk, full);
                names.Add(name);
                parts.Add(part);
                isSealed.Add(full);
            }
        }

        var insert = new NpgsqlBatchCommand(InsertChunks);
        insert.Parameters.AddWithValue("run", RunId);
        insert.Parameters.AddWithValue("attempt", Attempt);
        insert.Parameters.AddWithValue("sequence", Sequence);
        insert.Parameters.AddWithValue("chunk_name", names);
        insert.Parameters.AddWithValue("chunk_part", parts);
        insert.Parameters.AddWithValue("chunk_sealed", isSealed);
        chunks.AddTo(insert.Parameters);
        return insert;
    }
}
