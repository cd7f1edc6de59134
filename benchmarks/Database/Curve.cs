using Mantissa.Data.Metrics;

namespace Mantissa.Benchmarks.Database;

/// <summary>The points that both stores are given.</summary>
internal static class Curve
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A curve that falls, with noise that no compression could guess.</summary>
    public static double Value(long step) => (10 / (1 + (step / 1e4))) + (Math.Sin(step * 12.9898) * 0.1);

    /// <summary>A step every 20 ms, give or take what a step varies by.</summary>
    public static DateTimeOffset Time(long step) => Start.AddTicks((step * 200_000) + (step * 7_919 % 20_011));

    /// <summary>Consecutive points of several series.</summary>
    public static MetricPoint[] Points(IEnumerable<string> names, long firstStep, int count)
    {
        var points = new List<MetricPoint>();
        foreach (var (series, name) in names.Index())
        {
            for (var step = firstStep; step < firstStep + count; step++)
                points.Add(new(name, step, Value(step + series), Time(step)));
        }

        return [.. points];
    }
}
