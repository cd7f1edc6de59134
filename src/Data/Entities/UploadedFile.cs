namespace Mantissa.Data.Entities;

/// <summary>One file of an upload.</summary>
public sealed class UploadedFile
{
    public required Guid SetId { get; init; }

    /// <summary>Position in the upload, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>A plain name without folders.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    public required byte[] Sha256 { get; init; }
}

/// <summary>A piece of a file, at most <see cref="MaximumBytes"/> long.</summary>
public sealed class UploadedPart
{
    public const int MaximumBytes = 4 << 20;

    public required Guid SetId { get; init; }
    public required int FileIndex { get; init; }

    /// <summary>Position of the piece, from 0.</summary>
    public required int Index { get; init; }

    public required byte[] Content { get; init; }
}

/// <summary>Some of a set's images side by side, as a PNG that a worker made.</summary>
public sealed class UploadedPreview
{
    public required Guid SetId { get; init; }

    /// <summary>In pixels.</summary>
    public int Width { get; init; }

    /// <summary>In pixels.</summary>
    public int Height { get; init; }

    public required byte[] Content { get; init; }
}
