using Mantissa.Data.Metrics;

namespace Mantissa.Data.External;

/// <summary>
/// Which points a run does not have yet, for writers that do not number their batches: a point is known by its metric, step, time and value. So
/// nothing depends on how often a request is repeated, and a program that counts no steps still keeps every value.
/// </summary>
internal static class NewPoints
{
    /// <returns>The points that are new, each once. Of a series only the steps and times in question are read, and none beyond its end.</returns>
    public static async Task<IReadOnlyList<MetricPoint>> OfAsync(
        MetricStore metrics, Guid runId, IReadOnlyList<MetricPoint> points, CancellationToken cancellationToken)
    {
        var names = points.Select(point => point.Name).Distinct().ToList();
        var ends = (await metrics.ListAsync([runId], names, cancellationToken)).ToDictionary(series => series.Name, series => (series.LastStep, series.LastTime));
        var stored = new HashSet<(string, long, long, double)>();
        foreach (var series in points.Where(point => ends.TryGetValue(point.Name, out var end) && (point.Step, point.Time).CompareTo(end) <= 0).GroupBy(point => point.Name))
        {
            var range = new SeriesQuery(
                [runId], [series.Key], series.Min(point => point.Step), series.Max(point => point.Step), Points: 0, series.Min(point => point.Time), series.Max(point => point.Time));
            foreach (var found in await metrics.QueryAsync(range, cancellationToken))
            {
                for (var i = 0; i < found.Steps.Length; i++)
                    stored.Add((series.Key, found.Steps[i], (long)Math.Round(found.Times[i]), found.Values[i]));
            }
        }

        return points.Distinct().Where(point => !stored.Contains((point.Name, point.Step, point.Time.ToUnixTimeMilliseconds(), point.Value))).ToList();
    }
}
