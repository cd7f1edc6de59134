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
        var stored = new HashSet<MetricPoint>();
        foreach (var series in points.Where(point => ends.TryGetValue(point.Name, out var end) && (point.Step, point.Time).CompareTo(end) <= 0).GroupBy(point => point.Name))
        {
            var (first, last) = (series.Min(point => (point.Step, point.Time)), series.Max(point => (point.Step, point.Time)));
            await foreach (var found in metrics.ReadAsync(runId, series.Key, cancellationToken, first.Step, last.Step, first.Time))
            {
                if ((found.Step, found.Time).CompareTo(last) > 0)
                    break;
                stored.Add(found);
            }
        }

        return points.Distinct().Where(point => !stored.Contains(point)).ToList();
    }
}
