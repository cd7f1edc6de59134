using Mantissa.Web.Components.Charts;

namespace Mantissa.Web.Components.Metrics;

/// <summary>One chart: metrics that are read together.</summary>
/// <param name="Key">Tells panels apart.</param>
/// <param name="Title">The heading.</param>
/// <param name="Unit">Of the values, as the trainer declares it.</param>
/// <param name="Lines">The metrics drawn.</param>
public sealed record MetricPanel(string Key, string Title, string? Unit, IReadOnlyList<MetricLine> Lines)
{
    /// <summary>About schedule or speed rather than about learning: folded away at first.</summary>
    public bool IsAside { get; init; }
}

/// <summary>One metric of a panel.</summary>
/// <param name="Name">E.g. <c>validation/loss</c>.</param>
/// <param name="Label">What tells it apart within the panel, e.g. <c>validation</c>; empty when it is alone.</param>
/// <param name="Stroke">How it is drawn: colour is for formats.</param>
public sealed record MetricLine(string Name, string Label, ChartStroke Stroke);
