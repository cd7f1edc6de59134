namespace Mantissa.Data.Entities;

/// <summary>A piece of a checkpoint's content, at most <see cref="MaximumBytes"/> long, so that no single value grows large.</summary>
public sealed class CheckpointPart
{
    public const int MaximumBytes = 4 << 20;

    public required Guid CheckpointId { get; init; }

    /// <summary>Position of the piece, from 0.</summary>
    public required int Index { get; init; }

    public required byte[] Content { get; init; }
}
