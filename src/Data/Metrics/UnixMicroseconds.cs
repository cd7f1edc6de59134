namespace Mantissa.Data.Metrics;

/// <summary>Times of points as they are stored: microseconds since 1970-01-01 UTC.</summary>
internal static class UnixMicroseconds
{
    public static long From(DateTimeOffset time) => (time.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>In PostgreSQL's resolution, so that what was written equals what is read.</summary>
    public static DateTimeOffset Now(TimeProvider time) => ToTime(From(time.GetUtcNow()));

    public static DateTimeOffset ToTime(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
