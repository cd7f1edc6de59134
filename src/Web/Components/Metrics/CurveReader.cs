using Mantissa.Data.Metrics;
using Mantissa.Web.Live;

namespace Mantissa.Web.Components.Metrics;

/// <summary>Reads the points of the charts that stand together: as many as can be seen, of the window that is shown.</summary>
public sealed class CurveReader(LiveReads reads)
{
    private const int PointsPerLine = 600;
    private const int PointsInAll = 40_000;
    private IReadOnlyList<SeriesData> _whole = [];

    /// <summary>The series by run and name; those that do not exist are left out.</summary>
    public async Task<ILookup<(Guid Run, string Name), SeriesData>> ReadAsync(
        IReadOnlyList<ChartRun> runs, IReadOnlyList<string> names, ChartSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(settings);
        IReadOnlyList<SeriesData> shown = [];
        if (runs.Count > 0 && names.Count > 0)
        {
            var ids = runs.Select(r => r.Id).ToList();
            var points = Math.Clamp(PointsInAll / (runs.Count * names.Count), MetricStore.MinimumPoints, PointsPerLine);
            if (settings.Window is null || _whole.Count == 0)
                _whole = await reads.SeriesAsync(new(ids, names, null, null, points), cancellationToken);
            shown = settings.Window is { } window && Curves.Steps(window, settings.Axis, runs, _whole) is { } steps
                ? await reads.SeriesAsync(new(ids, names, steps.From, steps.To, points), cancellationToken)
                : _whole;
        }

        return shown.ToLookup(s => (s.RunId, s.Name));
    }
}
