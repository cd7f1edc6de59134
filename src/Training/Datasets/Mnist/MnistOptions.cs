using Mantissa.Training.Catalogue;
using Mantissa.Training.Datasets.Packed;

namespace Mantissa.Training.Datasets.Mnist;

/// <summary>Options of the datasets in IDX files.</summary>
public sealed record MnistOptions
{
    [DataPath]
    [Parameter("Folder", "The IDX files on the worker, plain or .gz. Left empty, the published files are downloaded once and checked by SHA-256.")]
    public string? Path { get; init; }

    [Parameter("Image size", "Side of the square images; those in the files have 28 px.", Minimum = 8, Maximum = 512, Unit = "px")]
    public int ImageSize { get; init; } = 32;

    [Parameter("Fit", "How 28 px become more: a black border, or resized.")]
    public ImageFit Fit { get; init; } = ImageFit.Pad;

    [Parameter("Test fraction", "Share of each class kept for testing when the folder has no test files.", Minimum = 0.01, Maximum = 0.9, Group = "Advanced")]
    public double TestFraction { get; init; } = 0.2;

    [Parameter("Split seed", "Draws which images are kept for testing; not the run's seed, so that runs stay comparable.", Minimum = 0, Group = "Advanced")]
    public long SplitSeed { get; init; } = 1;
}
