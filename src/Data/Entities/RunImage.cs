namespace Mantissa.Data.Entities;

/// <summary>An image that a run recorded at a step, e.g. a grid of samples.</summary>
public sealed class RunImage
{
    public required Guid RunId { get; init; }
    public required string Name { get; init; }
    public required long Step { get; init; }

    /// <summary>Attempt and sequence of the batch that wrote it: what a resume discards is cut by these.</summary>
    public int Attempt { get; init; }

    public long Sequence { get; init; }

    /// <summary>In pixels.</summary>
    public int Width { get; init; }

    /// <summary>In pixels.</summary>
    public int Height { get; init; }

    public required string ContentType { get; init; }
    public required byte[] Content { get; init; }
}
