namespace Mantissa.Data.Entities;

/// <summary>A file of any size that belongs to a run, under a path.</summary>
public sealed class RunFile
{
    public required Guid Id { get; init; }
    public required Guid RunId { get; init; }

    /// <summary>E.g. <c>model/weights.bin</c>: relative, with <c>/</c>; <see langword="null"/> while the content arrives.</summary>
    public string? Path { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    public required byte[] Sha256 { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A piece of a file, at most <see cref="MaximumBytes"/> long.</summary>
public sealed class RunFilePart
{
    public const int MaximumBytes = 1 << 20;

    public required Guid FileId { get; init; }

    /// <summary>Position of the piece, from 0.</summary>
    public required int Index { get; init; }

    public required byte[] Content { get; init; }
}
