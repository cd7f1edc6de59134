using Mantissa.Training.Catalogue;

namespace Mantissa.Training.Trainers;

/// <summary>What the W-GAN trainer can be told. Steps are generator steps.</summary>
public sealed record WassersteinOptions : TrainingOptions
{
    public WassersteinOptions() => (Batch, LearningRate, RecordEvery) = (64, 5e-5, 5);

    [Parameter("Critic steps", "Critic updates for each update of the generator.", Minimum = 1, Maximum = 1000, Unit = "steps", Group = "Critic")]
    public int CriticSteps { get; init; } = 5;

    [Parameter("Clip", "Critic weights are kept within ± this.", Minimum = 1e-6, Maximum = 10, Group = "Critic")]
    public double Clip { get; init; } = 0.01;

    [Parameter("Boosted critic steps", "Critic updates in a boosted generator step, which brings the critic close to its optimum.", Minimum = 1, Maximum = 10_000, Unit = "steps", Group = "Critic")]
    public int BoostedCriticSteps { get; init; } = 100;

    [Parameter("Boosted at the start", "Generator steps at the start that are boosted.", Minimum = 0, Maximum = 1_000_000, Unit = "steps", Group = "Critic")]
    public int BoostedSteps { get; init; } = 25;

    [Parameter("Boost every", "Every so many generator steps one is boosted; 0 for none.", Minimum = 0, Maximum = 1_000_000, Unit = "steps", Group = "Critic")]
    public int BoostEvery { get; init; } = 500;

    [Parameter("RMS decay", "Share of the average of squared gradients that is kept.", Minimum = 0, Maximum = 0.99999, Group = "Optimizer")]
    public double RmsDecay { get; init; } = 0.99;

    [Parameter("Epsilon", "Keeps the update finite where gradients vanish.", Minimum = 1e-12, Maximum = 1, Group = "Optimizer")]
    public double Epsilon { get; init; } = 1e-8;

    [Parameter("Sample every", "Steps between two sample grids, all from the same noise; 0 for each epoch.", Minimum = 0, Maximum = 1_000_000_000, Unit = "steps", Group = "Cadence")]
    public long SampleEvery { get; init; }

    [Parameter("SWD images", "Generated and real images compared by the sliced Wasserstein distance; 0 leaves it out.", Minimum = 0, Maximum = 65_536, Unit = "images", Group = "Evaluation")]
    public int SwdImages { get; init; } = 1024;

    [Parameter("Keep the best", "Writes a checkpoint whenever the sliced Wasserstein distance has never been smaller.", Group = "Cadence")]
    public bool KeepBest { get; init; }
}
