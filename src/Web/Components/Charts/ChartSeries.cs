namespace Mantissa.Web.Components.Charts;

/// <summary>How a line is drawn.</summary>
public enum ChartStroke
{
    Solid,
    Dashed,
    Dotted,

    /// <summary>Full width at half strength: what is less important than its neighbour.</summary>
    Pale,

    /// <summary>Thin and faint: the raw values behind a smoothed line.</summary>
    Faint,
}

/// <summary>One line of a chart.</summary>
/// <param name="Key">Tells lines apart between updates; never shown.</param>
/// <param name="Label">For the tooltip.</param>
/// <param name="Colour">Name of a CSS variable, e.g. <c>--format-2</c>: the chart reads it again when the theme changes.</param>
/// <param name="Stroke">How the line is drawn.</param>
/// <param name="X">Ascending.</param>
/// <param name="Y">As many as <paramref name="X"/>; a value that is not finite is a gap with a mark.</param>
public sealed record ChartSeries(string Key, string Label, string Colour, ChartStroke Stroke, double[] X, double[] Y)
{
    /// <summary>Lower edge of a band around the line, as long as <see cref="X"/>; with <see cref="High"/> or not at all.</summary>
    public double[]? Low { get; init; }

    /// <summary>Upper edge of the band.</summary>
    public double[]? High { get; init; }

    /// <summary>What it is one of, e.g. its format: an entry of a legend with this as its <c>data-highlight</c> brings it forward.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
