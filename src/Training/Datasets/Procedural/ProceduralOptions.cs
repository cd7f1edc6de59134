using Mantissa.Training.Catalogue;

namespace Mantissa.Training.Datasets.Procedural;

/// <summary>Options that all drawn datasets share.</summary>
public abstract record ProceduralOptions
{
    [Parameter("Image size", "Side of the square images.", Minimum = 32, Maximum = 64, Step = 32, Unit = "px")]
    public int ImageSize { get; init; } = 32;

    [Parameter("Training images", "How many images to draw for training.", Minimum = 100, Maximum = 1_000_000, Unit = "images")]
    public int TrainImages { get; init; } = 20_000;

    [Parameter("Test images", "How many more to draw for testing.", Minimum = 100, Maximum = 100_000, Unit = "images")]
    public int TestImages { get; init; } = 4_000;

    [Parameter("Drawing seed", "Draws another set of the same kind; not the run's seed, so that runs stay comparable.", Minimum = 0, Group = "Advanced")]
    public long DrawingSeed { get; init; } = 1;
}
