namespace Mantissa.Training.Datasets.Caching;

/// <summary>What a cache file says about itself, stored as JSON at its end.</summary>
internal sealed record CacheIndex
{
    public required int ImageSize { get; init; }
    public required int Channels { get; init; }
    public required int TrainImages { get; init; }
    public required int TestImages { get; init; }
    public required IReadOnlyList<string> ClassNames { get; init; }
    public required Colours Colours { get; init; }

    /// <summary>SHA-256 of images and labels, hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>Files that were left out because they are broken, with the reason.</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];

    /// <summary>Sides of the images as they were found; <see langword="null"/> for images that the program drew.</summary>
    public SourceSides? SourceSides { get; init; }

    public long ImageBytes => (long)Channels * ImageSize * ImageSize;

    public long PixelBytes => (TrainImages + (long)TestImages) * ImageBytes;

    public long LabelBytes => (TrainImages + (long)TestImages) * sizeof(int);
}
