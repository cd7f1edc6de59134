namespace Mantissa.Data.Entities;

/// <summary>
/// Consecutive points of a series as arrays, in ascending step. Small while the run is live; compaction merges them into sealed chunks of
/// about a thousand points. Steps and times are stored as differences (the first element is absolute), which compresses to a third.
/// </summary>
public sealed class MetricChunk : MetricStatistics
{
    public required long SeriesId { get; init; }

    /// <summary>With <see cref="Sequence"/>: the last batch whose points are in it.</summary>
    public required int Attempt { get; init; }

    public required long Sequence { get; init; }

    /// <summary>Tells apart the chunks of one large batch, from 0.</summary>
    public required int Part { get; init; }

    /// <summary>Never merged again; carries a summary when it is long enough for one.</summary>
    public required bool Sealed { get; init; }

    public required long[] Steps { get; init; }
    public required double[] Values { get; init; }

    /// <summary>Microseconds since the Unix epoch.</summary>
    public required long[] Times { get; init; }

    /// <summary>
    /// The points again, reduced: of every 64 the smallest, the largest and the first that is not finite. Same encoding.
    /// </summary>
    public long[]? SummarySteps { get; init; }

    public double[]? SummaryValues { get; init; }
    public long[]? SummaryTimes { get; init; }

    /// <summary>Of every 64 points the mean of the finite values, at the step and time of the middle one. Same encoding.</summary>
    public long[]? MeanSteps { get; init; }

    public double[]? MeanValues { get; init; }
    public long[]? MeanTimes { get; init; }
}
