namespace Mantissa.Data.Metrics;

/// <summary>The part of a series that is wanted, ends included.</summary>
/// <param name="FromStep">First step.</param>
/// <param name="ToStep">Last step.</param>
/// <param name="Since">First time, in microseconds since the Unix epoch.</param>
/// <param name="Until">Last time.</param>
internal readonly record struct PointRange(long FromStep, long ToStep, long Since, long Until)
{
    public static PointRange Of(SeriesQuery query) => new(
        query.FromStep ?? long.MinValue,
        query.ToStep ?? long.MaxValue,
        query.Since is { } since ? UnixMicroseconds.From(since) : long.MinValue,
        query.Until is { } until ? UnixMicroseconds.From(until) : long.MaxValue);

    /// <summary>The points that lie in it.</summary>
    public PointArrays Of(PointArrays points)
    {
        var within = points.Within(FromStep, ToStep);
        return Since == long.MinValue && Until == long.MaxValue ? within : within.Measured(Since, Until);
    }
}
