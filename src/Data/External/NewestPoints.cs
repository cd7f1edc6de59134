using Mantissa.Data.Metrics;

namespace Mantissa.Data.External;

/// <summary>
/// Which points a run should still be given, for writers that do not number their batches: a series keeps one value a step, the one with the
/// latest time, and of several at that time the largest. So the order in which requests arrive decides nothing, nor how often one is repeated.
/// </summary>
internal static class NewestPoints
{
    /// <returns>One point a step at most. Of a series only the steps in question are read, and none beyond its last step.</returns>
    public static async Task<IReadOnlyList<MetricPoint>> OfAsync(
        MetricStore metrics, Guid runId, IReadOnlyList<MetricPoint> points, CancellationToken cancellationToken)
    {
        var names = points.Select(point => point.Name).Distinct().ToList();
        var last = (await metrics.ListAsync([runId], names, cancellationToken)).ToDictionary(series => series.Name, series => series.LastStep);
        var stored = new Dictionary<(string, long), (long Time, double Value)>();
        foreach (var series in points.Where(point => last.TryGetValue(point.Name, out var step) && point.Step <= step).GroupBy(point => point.Name))
        {
            var range = new SeriesQuery([runId], [series.Key], series.Min(point => point.Step), series.Max(point => point.Step), Points: 0);
            foreach (var found in await metrics.QueryAsync(range, cancellationToken))
            {
                for (var i = 0; i < found.Steps.Length; i++)
                    stored[(series.Key, found.Steps[i])] = ((long)Math.Round(found.Times[i]), found.Values[i]);
            }
        }

        return points.GroupBy(point => (point.Name, point.Step))
            .Select(step => step.MaxBy(Rank))
            .Where(point => !stored.TryGetValue((point.Name, point.Step), out var kept) || Rank(point).CompareTo(kept) > 0)
            .ToList();
    }

    /// <summary>NaN ranks below every number.</summary>
    private static (long Time, double Value) Rank(MetricPoint point) => (point.Time.ToUnixTimeMilliseconds(), point.Value);
}
