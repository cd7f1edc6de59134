namespace Mantissa.Data.Entities;

/// <summary>
/// What is known of a set of metric points without reading them. Times are microseconds since the Unix epoch. Minimum, maximum and sum
/// are of the finite values only and absent when there is none; first and last are by step,
/// then by time, the later arrival winning a tie for last.
/// </summary>
public abstract class MetricStatistics
{
    public long Count { get; init; }

    /// <summary>How many of the values are NaN or infinite.</summary>
    public long NonFinite { get; init; }

    public double Sum { get; init; }

    public long FirstStep { get; init; }
    public double FirstValue { get; init; }
    public long FirstTime { get; init; }

    public long LastStep { get; init; }
    public double LastValue { get; init; }
    public long LastTime { get; init; }

    public long? MinStep { get; init; }
    public double? MinValue { get; init; }
    public long? MinTime { get; init; }

    public long? MaxStep { get; init; }
    public double? MaxValue { get; init; }
    public long? MaxTime { get; init; }

    /// <summary>The first value that is not finite, where there is one: a chart marks it.</summary>
    public long? NonFiniteStep { get; init; }

    public double? NonFiniteValue { get; init; }
    public long? NonFiniteTime { get; init; }
}
