namespace Mantissa.Web.Components.Charts;

/// <summary>What the horizontal axis counts.</summary>
public enum ChartAxis
{
    Step,
    Epoch,

    /// <summary>Seconds since the run started.</summary>
    Elapsed,
}

/// <summary>A part of the horizontal axis, in its unit.</summary>
public readonly record struct ChartWindow(double From, double To);

/// <summary>Everything about a chart but its lines.</summary>
/// <param name="Axis">What the horizontal axis counts.</param>
/// <param name="Unit">Of the values: <c>fraction</c> reads as per cent; <see langword="null"/> for a plain number.</param>
/// <param name="Logarithmic">Whether the vertical axis is; values that are not positive become gaps.</param>
/// <param name="Window">The part shown; <see langword="null"/> for all.</param>
public sealed record ChartOptions(ChartAxis Axis = ChartAxis.Step, string? Unit = null, bool Logarithmic = false, ChartWindow? Window = null);
