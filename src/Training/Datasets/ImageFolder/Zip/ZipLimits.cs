namespace Mantissa.Training.Datasets.ImageFolder.Zip;

/// <summary>Bounds on what a zip may claim, so that a small hostile file cannot fill memory or run for days.</summary>
internal sealed record ZipLimits
{
    public static ZipLimits Default { get; } = new();

    public long Entries { get; init; } = 5_000_000;

    /// <summary>Bytes of the list of entries.</summary>
    public long DirectoryBytes { get; init; } = 1L << 30;

    /// <summary>Bytes of all entries unpacked.</summary>
    public long TotalBytes { get; init; } = 1L << 40;

    /// <summary>Bytes of one entry unpacked.</summary>
    public long EntryBytes { get; init; } = 64 << 20;

    /// <summary>Unpacked over packed, for entries above a mebibyte: images are compressed already and hardly shrink.</summary>
    public long Expansion { get; init; } = 100;

    public int NameLength { get; init; } = 1024;
}
