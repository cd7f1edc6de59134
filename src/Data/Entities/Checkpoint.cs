namespace Mantissa.Data.Entities;

/// <summary>A state of training from which a run continues as if it had never stopped; its content is in <see cref="CheckpointPart"/>s.</summary>
public sealed class Checkpoint
{
    public required Guid Id { get; init; }
    public required Guid RunId { get; init; }

    /// <summary>The attempt that wrote it.</summary>
    public int Attempt { get; init; }

    public long Step { get; init; }
    public double Epoch { get; init; }
    public required CheckpointKind Kind { get; init; }

    /// <summary>The primary metric had never been better, whatever else the checkpoint was written for; the newest such is kept.</summary>
    public bool Best { get; init; }

    /// <summary>Another run starts from it, so it stays.</summary>
    public bool Pinned { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    public required byte[] Sha256 { get; init; }

    /// <summary>
    /// The last batch of <see cref="Attempt"/> whose records belong before the checkpoint. A resume discards what was recorded after it.
    /// </summary>
    public long MetricSequence { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
