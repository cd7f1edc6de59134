namespace Mantissa.Data.Entities;

/// <summary>A batch of points that was appended from outside a lease: the same batch again changes nothing.</summary>
public sealed class MetricBatch
{
    public required Guid RunId { get; init; }
    public required int Attempt { get; init; }
    public required long Sequence { get; init; }
}
