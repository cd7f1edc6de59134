using Mantissa.Data.Metrics;
using Mantissa.Web.Components.Charts;
using Mantissa.Web.Formatting;

namespace Mantissa.Web.Components.Metrics;

/// <summary>A panel as it is drawn.</summary>
/// <param name="Lines">Its lines.</param>
/// <param name="Options">How.</param>
/// <param name="Note">What is left out of the picture, in words; empty when nothing is.</param>
public sealed record DrawnPanel(IReadOnlyList<ChartSeries> Lines, ChartOptions Options, string Note)
{
    /// <param name="panel">The panel.</param>
    /// <param name="runs">The runs drawn.</param>
    /// <param name="data">Their series.</param>
    /// <param name="settings">How to draw.</param>
    /// <param name="deck">The charts that share a cursor.</param>
    public static DrawnPanel Of(
        MetricPanel panel, IReadOnlyList<ChartRun> runs, ILookup<(Guid Run, string Name), SeriesData> data, ChartSettings settings, string deck)
    {
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(settings);
        var lines = settings.Band is { } band
            ? SeedBands.Draw(panel, runs, data, settings, band)
            : Curves.Draw(panel, runs, data, settings);
        var range = settings.Clipped ? ValueRange.Of(lines, settings.Logarithmic) : null;
        return new(
            lines,
            new(settings.Axis, panel.Unit, settings.Logarithmic, settings.Window)
            {
                LogarithmicX = settings.LogarithmicX && settings.Axis != ChartAxis.WallTime, Values = range?.Window, Deck = deck,
            },
            range is null ? "" : $"{Numbers.Count(range.Outside)} of {Numbers.Count(range.Values)} values lie outside the picture");
    }
}
