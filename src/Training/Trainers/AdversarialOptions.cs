using Mantissa.Training.Catalogue;

namespace Mantissa.Training.Trainers;

/// <summary>What every adversarial procedure can be told. Steps are generator steps.</summary>
public abstract record AdversarialOptions : UpdateOptions
{
    protected AdversarialOptions() => (Batch, RecordEvery) = (64, 5);

    [Parameter("Critic steps", "Updates of the critic, or discriminator, for each of the generator.", Minimum = 1, Maximum = 1000, Unit = "steps", Group = "Critic")]
    public int CriticSteps { get; init; } = 1;

    [Parameter("Sample every", "Steps between two sample grids, all from the same noise; 0 for each epoch.", Minimum = 0, Maximum = 1_000_000_000, Unit = "steps", Group = "Cadence")]
    public long SampleEvery { get; init; }

    [Parameter("SWD images", "Generated and real images compared by the sliced Wasserstein distance; 0 leaves it out.", Minimum = 0, Maximum = 65_536, Unit = "images", Group = "Evaluation")]
    public int SwdImages { get; init; } = 1024;

    [Parameter("Feature images", "Generated and real images compared by their features: FID, KID, precision, recall, density, coverage, classes, duplicates; 0 leaves them out.", Minimum = 0, Maximum = 4096, Unit = "images", Group = "Evaluation")]
    public int FeatureImages { get; init; } = 1024;

    [Parameter("Features every", "Evaluations between two comparisons of features, which also come at the end; 0 for the end only.", Minimum = 0, Maximum = 1_000_000, Unit = "evaluations", Group = "Evaluation")]
    public int FeaturesEvery { get; init; } = 4;

    [Parameter("Keep the best", "Writes a checkpoint whenever the sliced Wasserstein distance has never been smaller.", Group = "Cadence")]
    public bool KeepBest { get; init; }
}
