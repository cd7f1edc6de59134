using Mantissa.Web.Components.Charts;

namespace Mantissa.Web.Components.Metrics;

/// <summary>What a chart of magnitudes shows, in words.</summary>
public static class RidgeWords
{
    public static string Explain(RidgeContent ridge)
    {
        ArgumentNullException.ThrowIfNull(ridge);
        return "Each ridge is one report, the latest in front: the share of up to 16,384 stored values in each power of two. "
            + (ridge.Ridges.Any(point => point.Histogram.Octaves > 0)
                ? "The strong line below it spans what the format can hold at that step, from its smallest magnitude to its largest."
                : "Each block of values has a scale of its own, so there is no one range to show.");
    }
}
