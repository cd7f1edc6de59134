using Mantissa.Data.Metrics;
using Mantissa.Web.Components.Charts;

namespace Mantissa.Web.Components.Metrics;

/// <summary>Turns stored series into the lines of a chart, and a window on a chart back into steps.</summary>
public static class Curves
{
    /// <summary>The lines of a panel: every run × metric that has points; with smoothing, the raw values stay behind as a faint line.</summary>
    public static IReadOnlyList<ChartSeries> Draw(
        MetricPanel panel, IReadOnlyList<ChartRun> runs, ILookup<(Guid Run, string Name), SeriesData> data, ChartSettings settings)
    {
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(settings);
        var lines = new List<ChartSeries>();
        foreach (var run in runs)
        {
            foreach (var metric in panel.Lines)
            {
                if (data[(run.Id, metric.Name)].FirstOrDefault() is not { Steps.Length: > 0 } series)
                    continue;
                var x = Positions(series, run, settings.Axis);
                var key = $"{run.Id}/{metric.Name}";
                var label = string.Join(" · ", new[] { run.Label, metric.Label }.Where(t => t.Length > 0));
                if (settings.Smoothing > 0)
                    lines.Add(new(key + "/raw", "", run.Colour, ChartStroke.Faint, x, series.Values) { Tags = [run.Format, metric.Name] });
                var y = settings.Smoothing > 0 ? Smoothing.Apply(settings.SmoothingKind, series.Values, settings.Smoothing) : series.Values;
                lines.Add(new(key, label.Length > 0 ? label : panel.Title, run.Colour, metric.Stroke, x, y) { Tags = [run.Format, metric.Name] });
            }
        }

        return lines;
    }

    /// <summary>
    /// The steps that a window on the chart covers, for all runs together; a step more at each end, so that lines leave the picture
    /// instead of ending in it.
    /// </summary>
    /// <param name="window">In the unit of the axis.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="runs">The runs drawn.</param>
    /// <param name="whole">Their series without a window: how time and steps belong together.</param>
    public static (long From, long To)? Steps(
        ChartWindow window, ChartAxis axis, IReadOnlyList<ChartRun> runs, IReadOnlyList<SeriesData> whole)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(whole);
        if (axis == ChartAxis.Step)
            return ((long)Math.Floor(window.From) - 1, (long)Math.Ceiling(window.To) + 1);
        var known = runs.ToDictionary(r => r.Id);
        long? from = null, to = null;
        foreach (var series in whole.Where(s => s.Steps.Length > 0 && known.ContainsKey(s.RunId)))
        {
            var x = Positions(series, known[series.RunId], axis);
            var first = Math.Max(0, FirstAtLeast(x, window.From) - 1);
            var last = Math.Min(x.Length - 1, FirstAtLeast(x, window.To));
            from = Math.Min(from ?? long.MaxValue, series.Steps[first]);
            to = Math.Max(to ?? long.MinValue, series.Steps[last]);
        }

        return from is { } low && to is { } high ? (low, high) : null;
    }

    /// <summary>A run that has said nothing of epochs or images is drawn over its steps.</summary>
    private static double[] Positions(SeriesData series, ChartRun run, ChartAxis axis)
    {
        var positions = new RunAxis(run.EpochsPerStep, run.Start).Positions(
            axis switch
            {
                ChartAxis.Epoch when run.EpochsPerStep > 0 => SeriesAxis.Epoch,
                ChartAxis.Elapsed => SeriesAxis.RelativeTime,
                ChartAxis.WallTime => SeriesAxis.WallTime,
                _ => SeriesAxis.Step,
            },
            series);
        return axis == ChartAxis.Images && run.ImagesPerStep > 0 ? Array.ConvertAll(positions, step => step * run.ImagesPerStep) : positions;
    }

    private static int FirstAtLeast(double[] ascending, double value)
    {
        var found = Array.BinarySearch(ascending, value);
        return found >= 0 ? found : ~found;
    }
}
