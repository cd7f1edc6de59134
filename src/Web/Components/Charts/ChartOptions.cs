namespace Mantissa.Web.Components.Charts;

/// <summary>What the horizontal axis counts.</summary>
public enum ChartAxis
{
    Step,
    Epoch,

    /// <summary>Training images consumed.</summary>
    Images,

    /// <summary>Seconds since the run started.</summary>
    Elapsed,

    /// <summary>When it was measured, in milliseconds since the Unix epoch.</summary>
    WallTime,
}

/// <summary>A part of an axis, in its unit.</summary>
public readonly record struct ChartWindow(double From, double To);

/// <summary>Everything about a line chart but its lines.</summary>
/// <param name="Axis">What the horizontal axis counts.</param>
/// <param name="Unit">Of the values: <c>fraction</c> reads as per cent; <see langword="null"/> for a plain number.</param>
/// <param name="Logarithmic">Whether the vertical axis is; values that are not positive become gaps.</param>
/// <param name="Window">The part shown; <see langword="null"/> for all.</param>
public sealed record ChartOptions(ChartAxis Axis = ChartAxis.Step, string? Unit = null, bool Logarithmic = false, ChartWindow? Window = null)
{
    /// <summary>Whether the horizontal axis is logarithmic, too; points at 0 and before are left out.</summary>
    public bool LogarithmicX { get; init; }

    /// <summary>The part of the vertical axis shown; <see langword="null"/> for all. What lies outside leaves the picture.</summary>
    public ChartWindow? Values { get; init; }

    /// <summary>Charts with the same one share their cursor; <see langword="null"/> for a chart by itself.</summary>
    public string? Deck { get; init; }
}
