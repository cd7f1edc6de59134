using Mantissa.Data.Metrics;

namespace Mantissa.Data.External;

/// <summary>
/// Tells which points a run has already: for writers that do not number their batches, the same metric, step, time and value again is a
/// request that was repeated.
/// </summary>
internal static class KnownPoints
{
    /// <returns>The points that are new, each once. Of a series only the steps in question are read, and none beyond its last step.</returns>
    public static async Task<IReadOnlyList<MetricPoint>> ExceptAsync(
        MetricStore metrics, Guid runId, IReadOnlyList<MetricPoint> points, CancellationToken cancellationToken)
    {
        var names = points.Select(point => point.Name).Distinct().ToList();
        var last = (await metrics.ListAsync([runId], names, cancellationToken)).ToDictionary(series => series.Name, series => series.LastStep);
        var seen = new HashSet<(string, long, long, double)>();
        foreach (var series in points.Where(point => last.TryGetValue(point.Name, out var step) && point.Step <= step).GroupBy(point => point.Name))
        {
            var range = new SeriesQuery([runId], [series.Key], series.Min(point => point.Step), series.Max(point => point.Step), Points: 0);
            foreach (var stored in await metrics.QueryAsync(range, cancellationToken))
            {
                for (var i = 0; i < stored.Steps.Length; i++)
                    seen.Add((series.Key, stored.Steps[i], (long)Math.Round(stored.Times[i]), stored.Values[i]));
            }
        }

        return points.Where(point => seen.Add((point.Name, point.Step, point.Time.ToUnixTimeMilliseconds(), point.Value))).ToList();
    }
}
