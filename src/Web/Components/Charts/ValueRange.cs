namespace Mantissa.Web.Components.Charts;

/// <summary>The part of the vertical axis in which nearly all values lie, and how many lie outside.</summary>
/// <param name="Window">From where to where the axis goes.</param>
/// <param name="Outside">Values that are left out of the picture.</param>
/// <param name="Values">Values in all.</param>
public sealed record ValueRange(ChartWindow Window, int Outside, int Values)
{
    /// <summary>Share of the values at either end that may be outliers.</summary>
    private const double Tail = 0.02;

    /// <summary>Share of the span that is added at either end, so that what is kept does not touch the frame.</summary>
    private const double Margin = 0.1;

    /// <summary>
    /// From the 2nd to the 98th percentile of the values of all lines, widened by a tenth of that span, on a logarithmic axis of the
    /// logarithms. Raw values behind a smoothed line do not count.
    /// </summary>
    /// <returns><see langword="null"/> when nothing lies outside.</returns>
    public static ValueRange? Of(IReadOnlyList<ChartSeries> lines, bool logarithmic)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var values = lines.Where(line => line.Stroke != ChartStroke.Faint).SelectMany(line => line.Y)
            .Where(value => double.IsFinite(value) && (!logarithmic || value > 0)).Select(value => logarithmic ? Math.Log10(value) : value).ToArray();
        if (values.Length == 0)
            return null;
        Array.Sort(values);
        var (low, high) = (Percentile(values, Tail), Percentile(values, 1 - Tail));
        var margin = Margin * (high - low);
        (low, high) = (low - margin, high + margin);
        var outside = values.Count(value => value < low || value > high);
        if (outside == 0 || high <= low)
            return null;
        return new(logarithmic ? new(Math.Pow(10, low), Math.Pow(10, high)) : new(low, high), outside, values.Length);
    }

    /// <summary>On the straight line between the two nearest ranks.</summary>
    /// <param name="ascending">At least one value.</param>
    /// <param name="share">In [0, 1].</param>
    public static double Percentile(double[] ascending, double share)
    {
        ArgumentNullException.ThrowIfNull(ascending);
        var rank = share * (ascending.Length - 1);
        var below = (int)Math.Floor(rank);
        var above = Math.Min(below + 1, ascending.Length - 1);
        return ascending[below] + ((rank - below) * (ascending[above] - ascending[below]));
    }
}
