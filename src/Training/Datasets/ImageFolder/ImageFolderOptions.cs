using Mantissa.Training.Catalogue;

namespace Mantissa.Training.Datasets.ImageFolder;

/// <summary>Options of <see cref="ImageFolderDataset"/>.</summary>
public sealed record ImageFolderOptions
{
    [DataPath]
    [Parameter("Folder or zip", "JPEG and PNG files in one folder per class, or in train/<class> and test/<class>.", Required = true)]
    public string? Path { get; init; }

    [Parameter("Image size", "Every image is cropped to its centred square and resized to this side.", Minimum = 8, Maximum = 512, Unit = "px")]
    public int ImageSize { get; init; } = 32;

    [Parameter("Test fraction", "Share of each class kept for testing when there is no test folder.", Minimum = 0.01, Maximum = 0.9)]
    public double TestFraction { get; init; } = 0.2;

    [Parameter("Split seed", "Draws which images are kept for testing; not the run's seed, so that runs stay comparable.", Minimum = 0, Group = "Advanced")]
    public long SplitSeed { get; init; } = 1;

    [Parameter("Broken images allowed", "Broken images are left out and listed; more than this many are an error.", Minimum = 0, Maximum = 100_000, Unit = "images", Group = "Advanced")]
    public int BrokenLimit { get; init; } = 20;
}
