namespace Mantissa.Data.Entities;

/// <summary>A file that a run recorded at a step, e.g. a confusion matrix as JSON.</summary>
public sealed class RunArtifact
{
    public required Guid RunId { get; init; }
    public required string Name { get; init; }
    public required long Step { get; init; }

    /// <summary>Attempt and sequence of the batch that wrote it: what a resume discards is cut by these.</summary>
    public int Attempt { get; init; }

    public long Sequence { get; init; }

    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    public required byte[] Content { get; init; }
}
