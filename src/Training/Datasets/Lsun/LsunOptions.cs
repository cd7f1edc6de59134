using Mantissa.Training.Catalogue;

namespace Mantissa.Training.Datasets.Lsun;

/// <summary>Options of <see cref="LsunDataset"/>.</summary>
public sealed record LsunOptions
{
    [DataPath]
    [Parameter("Folder or zip", "One category, e.g. bedroom, exported as JPEG or PNG files; folders within it mean nothing.", Required = true)]
    public string? Path { get; init; }

    [Parameter("Image size", "Every image is cropped to its centred square and resized to this side.", Minimum = 8, Maximum = 512, Unit = "px")]
    public int ImageSize { get; init; } = 64;

    [Parameter("Test fraction", "Share of the images that is kept for measuring samples against.", Minimum = 0.001, Maximum = 0.9)]
    public double TestFraction { get; init; } = 0.02;

    [Parameter("Split seed", "Draws which images are kept for testing; not the run's seed, so that runs stay comparable.", Minimum = 0, Group = "Advanced")]
    public long SplitSeed { get; init; } = 1;

    [Parameter("Broken images allowed", "Broken images are left out and listed; more than this many are an error.", Minimum = 0, Maximum = 100_000, Unit = "images", Group = "Advanced")]
    public int BrokenLimit { get; init; } = 1000;
}
