using Mantissa.Data.Comparisons;
using Mantissa.Data.Metrics;
using Mantissa.Web.Components.Charts;

namespace Mantissa.Web.Components.Metrics;

/// <summary>What the band around a mean shows.</summary>
public enum BandKind
{
    /// <summary>Sample standard deviation to both sides.</summary>
    Deviation,

    /// <summary>Standard error of the mean to both sides.</summary>
    Error,

    /// <summary>From the smallest to the largest.</summary>
    Range,
}

/// <summary>Runs that differ only in their seed, as one curve: their mean, with a band.</summary>
public static class SeedBands
{
    /// <summary>More positions than a chart has pixels add nothing.</summary>
    private const int MostPositions = 1200;

    /// <summary>A line with a band for each model, format and metric.</summary>
    public static IReadOnlyList<ChartSeries> Draw(
        MetricPanel panel, IReadOnlyList<ChartRun> runs, ILookup<(Guid Run, string Name), SeriesData> data, ChartSettings settings, BandKind kind)
    {
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(runs);
        var models = runs.Select(run => run.Model).Distinct().Count() > 1;
        var lines = new List<ChartSeries>();
        foreach (var group in runs.GroupBy(run => (run.Model, run.Format)))
        {
            foreach (var metric in panel.Lines)
            {
                // Each run is smoothed by itself, so the band is the spread of what one would see of the runs.
                var curves = Curves.Draw(panel with { Lines = [metric] }, [.. group], data, settings)
                    .Where(line => line.Stroke != ChartStroke.Faint).Select(line => (line.X, line.Y)).ToList();
                if (curves.Count == 0)
                    continue;
                var (x, mean, low, high) = Of(curves, kind);
                var name = (models ? $"{group.Key.Model} · " : "") + group.Key.Format + (metric.Label.Length > 0 ? $" · {metric.Label}" : "");
                lines.Add(new($"{group.Key.Model}/{group.Key.Format}/{metric.Name}", $"{name}, mean of {curves.Count}", group.First().Colour, metric.Stroke, x, mean)
                {
                    Low = low, High = high, Tags = [group.Key.Format, metric.Name],
                });
            }
        }

        return lines;
    }

    /// <summary>
    /// Mean and band of some curves. Their positions need not agree: each is read off a straight line between its neighbours, and only
    /// where it has begun and not ended. Values that are not finite are left out; where fewer than two are left, the band has no width.
    /// </summary>
    public static (double[] X, double[] Mean, double[] Low, double[] High) Of(IReadOnlyList<(double[] X, double[] Y)> curves, BandKind kind)
    {
        ArgumentNullException.ThrowIfNull(curves);
        var x = Positions(curves);
        var (mean, low, high) = (new double[x.Length], new double[x.Length], new double[x.Length]);
        var cursors = new int[curves.Count];
        Span<double> values = stackalloc double[Math.Min(curves.Count, 256)];
        for (var i = 0; i < x.Length; i++)
        {
            var count = 0;
            for (var c = 0; c < curves.Count && count < values.Length; c++)
            {
                if (ValueAt(curves[c].X, curves[c].Y, x[i], ref cursors[c]) is { } value && double.IsFinite(value))
                    values[count++] = value;
            }

            (mean[i], low[i], high[i]) = Summarise(values[..count], kind);
        }

        return (x, mean, low, high);
    }

    private static double[] Positions(IReadOnlyList<(double[] X, double[] Y)> curves)
    {
        var all = curves.SelectMany(curve => curve.X).Distinct().Order().ToArray();
        if (all.Length <= MostPositions)
            return all;
        var stride = (all.Length - 1) / (double)(MostPositions - 1);
        return [.. Enumerable.Range(0, MostPositions).Select(i => all[(int)Math.Round(i * stride)])];
    }

    private static (double Mean, double Low, double High) Summarise(ReadOnlySpan<double> values, BandKind kind)
    {
        if (values.Length == 0)
            return (double.NaN, double.NaN, double.NaN);
        var moments = SampleMoments.Of(values);
        if (kind == BandKind.Range)
        {
            var (smallest, largest) = (values[0], values[0]);
            foreach (var value in values)
                (smallest, largest) = (Math.Min(smallest, value), Math.Max(largest, value));
            return (moments.Mean, smallest, largest);
        }

        var deviation = moments.Count < 2 ? 0 : moments.Deviation;
        var reach = kind == BandKind.Error ? deviation / Math.Sqrt(moments.Count) : deviation;
        return (moments.Mean, moments.Mean - reach, moments.Mean + reach);
    }

    /// <param name="x">Ascending.</param>
    /// <param name="y">As many values.</param>
    /// <param name="at">Where to read; ascending from call to call.</param>
    /// <param name="cursor">Where the last call stopped looking.</param>
    private static double? ValueAt(double[] x, double[] y, double at, ref int cursor)
    {
        while (cursor < x.Length && x[cursor] < at)
            cursor++;
        if (cursor == x.Length || (cursor == 0 && x[0] > at))
            return null;
        if (x[cursor] == at)
            return y[cursor];
        var share = (at - x[cursor - 1]) / (x[cursor] - x[cursor - 1]);
        return y[cursor - 1] + (share * (y[cursor] - y[cursor - 1]));
    }
}
