using System.Runtime.InteropServices;

namespace Mantissa.Data.Metrics;

/// <summary>Sorts points of many series into arrays by series, keeping their order.</summary>
internal static class SeriesPoints
{
    public static IEnumerable<(string Name, PointArrays Points)> Of(IReadOnlyList<MetricPoint> points)
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
