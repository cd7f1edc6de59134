using Npgsql;

namespace Mantissa.Data.Metrics;

public sealed partial class MetricStore
{
    /// <summary>The smallest budget of points that a query may ask for, other than 0.</summary>
    public const int MinimumPoints = Downsampler.MinimumBudget;

    private const string Wanted = "select id, run_id, name from metric_series where run_id = any(@runs) and name = any(@names) order by run_id, name";

    // What is read of a chunk depends on how many chunks there are to a stretch of the chart: the statistics in its row where every stretch
    // has a chunk of its own (2), its summary where that has enough points (1), else the points (0). Chunks that are not sealed, or lie
    // across an end of the range, are read in full. CASE keeps PostgreSQL from unpacking arrays that nobody asked for.
    private const string Chunks = """
        with extent as materialized (
            select series.id, sum(chunk.count) as points, count(*) filter (where chunk.sealed) as sealed_chunks
            from metric_series as series join metric_chunk as chunk on chunk.series_id = series.id
            where series.run_id = any(@runs) and series.name = any(@names) and chunk.last_step >= @from and chunk.first_step <= @to
                and greatest(chunk.first_time, chunk.last_time) >= @since and least(chunk.first_time, chunk.last_time) <= @until
            group by series.id
        )
        select series_id, detail, count,
            case detail when 0 then steps when 1 then coalesce(summary_steps, steps) end,
            case detail when 0 then "values" when 1 then coalesce(summary_values, "values") end,
            case detail when 0 then times when 1 then coalesce(summary_times, times) end,
            first_step, first_value, first_time, last_step, last_value, last_time, min_step, min_value, min_time,
            max_step, max_value, max_time, non_finite_step, non_finite_value, non_finite_time
        from extent
        join metric_chunk as chunk on chunk.series_id = extent.id and chunk.last_step >= @from and chunk.first_step <= @to
            and greatest(chunk.first_time, chunk.last_time) >= @since and least(chunk.first_time, chunk.last_time) <= @until
        cross join lateral (
            select case when @points = 0 or not sealed or first_step < @from or last_step > @to
                             or least(first_time, last_time) < @since or greatest(first_time, last_time) > @until
                             or extent.points <= @points or extent.points < @stretches * @stride then 0
                        when extent.sealed_chunks >= @stretches then 2
                        else 1 end as detail) as chosen
        order by series_id, attempt, sequence, part
        """;

    /// <summary>
    /// Points for charts, each series thinned to its own budget; series that do not exist are left out. The cost follows the budget, not the
    /// length of the series: long ones are answered from the statistics and summaries of their chunks.
    /// </summary>
    /// <exception cref="ArgumentException">The budget is neither 0 nor at least <see cref="MinimumPoints"/>, or the range is reversed.</exception>
    public async Task<IReadOnlyList<SeriesData>> QueryAsync(SeriesQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Points != 0 && query.Points < MinimumPoints)
            throw new ArgumentException($"A budget of points is 0 (for all) or at least {MinimumPoints}, not {query.Points}.", nameof(query));
        if (query.FromStep > query.ToStep)
            throw new ArgumentException($"The range of steps is reversed: {query.FromStep} to {query.ToStep}.", nameof(query));
        if (query.Since > query.Until)
            throw new ArgumentException($"The range of times is reversed: {query.Since:O} to {query.Until:O}.", nameof(query));
        var range = PointRange.Of(query);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in new[] { Wanted, Chunks })
        {
            var command = new NpgsqlBatchCommand(sql);
            command.Parameters.AddWithValue("runs", query.RunIds.ToArray());
            command.Parameters.AddWithValue("names", query.Names.ToArray());
            batch.BatchCommands.Add(command);
        }

        var parameters = batch.BatchCommands[1].Parameters;
        parameters.AddWithValue("from", range.FromStep);
        parameters.AddWithValue("to", range.ToStep);
        parameters.AddWithValue("since", range.Since);
        parameters.AddWithValue("until", range.Until);
        parameters.AddWithValue("points", query.Points);
        parameters.AddWithValue("stretches", query.Points == 0 ? 0 : Downsampler.StretchesOf(query.Points, nonFinite: false));
        parameters.AddWithValue("stride", ChunkSummary.Stride);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var series = new Dictionary<long, SeriesBuilder>();
        while (await reader.ReadAsync(cancellationToken))
            series.Add(reader.GetInt64(0), new SeriesBuilder(reader.GetGuid(1), reader.GetString(2)));
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            // A series that appeared between the two statements is in the next answer.
            if (series.TryGetValue(reader.GetInt64(0), out var builder))
                AddChunk(builder, reader, range);
        }

        return [.. series.Values.Select(builder => builder.Build(query.Points))];
    }

    private static void AddChunk(SeriesBuilder builder, NpgsqlDataReader reader, PointRange range)
    {
        const int statistics = 2;
        var count = reader.GetInt64(2);
        if (reader.GetInt32(1) == statistics)
        {
            builder.Add(ReadStatistics(reader), count);
            return;
        }

        var points = StoredArrays.Read(reader, 3);
        var inside = range.Of(points);
        if (inside.Count > 0)
            builder.Add(inside, inside.Count == points.Count ? count : inside.Count);
    }

    /// <summary>The up to five points that the statistics of a chunk name, in ascending step, each once.</summary>
    private static PointArrays ReadStatistics(NpgsqlDataReader reader)
    {
        var points = new List<(long Step, double Value, long Time)>(5);
        for (var column = 6; column < 21; column += 3)
        {
            if (reader.IsDBNull(column))
                continue;
            var point = (reader.GetInt64(column), reader.GetDouble(column + 1), reader.GetInt64(column + 2));
            if (!points.Contains(point))
                points.Add(point);
        }

        points.Sort((left, right) => left.Step.CompareTo(right.Step));
        return new PointArrays([.. points.Select(p => p.Step)], [.. points.Select(p => p.Value)], [.. points.Select(p => p.Time)]);
    }
}
