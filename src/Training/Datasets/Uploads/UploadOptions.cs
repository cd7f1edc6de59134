using Mantissa.Training.Catalogue;
using Mantissa.Training.Datasets.Packed;

namespace Mantissa.Training.Datasets.Uploads;

/// <summary>Options of <see cref="UploadDataset"/>.</summary>
public sealed record UploadOptions
{
    [UploadedSet]
    [Parameter("Uploaded set", "One of the sets on the page Datasets that are ready.", Required = true)]
    public string? Set { get; init; }

    [Parameter("Image size", "Side of the square images.", Minimum = 8, Maximum = 512, Unit = "px")]
    public int ImageSize { get; init; } = 32;

    [Parameter("Fit", "How IDX images smaller than that become larger: a black border, or resized.")]
    public ImageFit Fit { get; init; } = ImageFit.Pad;

    [Parameter("Test fraction", "Share of each class kept for testing when the set has no test images of its own.", Minimum = 0.01, Maximum = 0.9)]
    public double TestFraction { get; init; } = 0.2;

    [Parameter("Split seed", "Draws which images are kept for testing; not the run's seed, so that runs stay comparable.", Minimum = 0, Group = "Advanced")]
    public long SplitSeed { get; init; } = 1;

    [Parameter("Broken images allowed", "Broken images are left out and listed; more than this many are an error.", Minimum = 0, Maximum = 100_000, Unit = "images", Group = "Advanced")]
    public int BrokenLimit { get; init; } = 20;
}
