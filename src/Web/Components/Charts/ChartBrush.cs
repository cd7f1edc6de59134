namespace Mantissa.Web.Components.Charts;

/// <summary>A part of one of a chart's axes that somebody keeps to.</summary>
/// <param name="Axis">Which axis.</param>
/// <param name="Window">The part, in the axis' unit; <see langword="null"/> for all of it.</param>
public sealed record ChartBrush(string Axis, ChartWindow? Window);
