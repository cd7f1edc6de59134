namespace Mantissa.Data.Entities;

/// <summary>
/// One metric of one run, with the statistics of all its points. Each series has its own row, so writers of different series never wait
/// for each other.
/// </summary>
public sealed class MetricSeries : MetricStatistics
{
    public long Id { get; init; }
    public required Guid RunId { get; init; }

    /// <summary>E.g. <c>validation/top1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How many points gave way to a later one of the same step and attempt; they are in no other number here.</summary>
    public long Replaced { get; init; }

    /// <summary>The largest step before the last append; an append that starts after it cannot repeat a step.</summary>
    public long? PreviousStep { get; init; }
}
