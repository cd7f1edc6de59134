namespace Mantissa.Data.Metrics;

/// <summary>One value of a metric. NaN and infinities are values like any other.</summary>
/// <param name="Name">E.g. <c>train/loss</c>.</param>
/// <param name="Step">Training step; may arrive out of order.</param>
/// <param name="Value">The value.</param>
/// <param name="Time">When it was measured, kept to the microsecond.</param>
public readonly record struct MetricPoint(string Name, long Step, double Value, DateTimeOffset Time);
