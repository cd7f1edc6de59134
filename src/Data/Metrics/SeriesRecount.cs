using Npgsql;

namespace Mantissa.Data.Metrics;

/// <summary>Brings the statistics of series back to what their chunks say, where points were taken out of them.</summary>
internal static class SeriesRecount
{
    // Each lateral finds one of the points that a series' statistics name, by the rules of MetricStatistics.
    private static readonly string Recount = $"""
        update metric_series as series set
            count = total.count, non_finite = total.non_finite, sum = total.sum,
            {string.Join(", ", new[] { "first", "last", "min", "max", "non_finite" }.Select(
                point => $"{point}_step = {point}.{point}_step, {point}_value = {point}.{point}_value, {point}_time = {point}.{point}_time"))}
        from unnest($1::bigint[]) as touched (id)
        cross join lateral (
            select sum(count)::bigint as count, sum(non_finite)::bigint as non_finite, sum(sum) as sum
            from metric_chunk where series_id = touched.id having count(*) > 0) as total
        cross join lateral ({Pick("first", "first_step, first_time, attempt, sequence, part")}) as first
        cross join lateral ({Pick("last", "last_step desc, last_time desc, attempt desc, sequence desc, part desc")}) as last
        cross join lateral ({Pick("min", "min_value nulls last, attempt, sequence, part")}) as min
        cross join lateral ({Pick("max", "max_value desc nulls last, attempt, sequence, part")}) as max
        cross join lateral ({Pick("non_finite", "non_finite_step nulls last, attempt, sequence, part")}) as non_finite
        where series.id = touched.id
        """;

    private const string RemoveEmpty = """
        delete from metric_series as series
        where id = any($1) and not exists (select from metric_chunk where series_id = series.id)
        """;

    /// <summary>Counts again, in the caller's transaction, which has locked the rows of the series.</summary>
    public static async Task ExecuteAsync(NpgsqlConnection connection, IReadOnlyCollection<long> series, CancellationToken cancellationToken)
    {
        foreach (var sql in new[] { Recount, RemoveEmpty })
        {
            await using var command = new NpgsqlCommand(sql, connection).With(series.ToArray());
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static string Pick(string point, string order) =>
        $"select {point}_step, {point}_value, {point}_time from metric_chunk where series_id = touched.id order by {order} limit 1";
}
