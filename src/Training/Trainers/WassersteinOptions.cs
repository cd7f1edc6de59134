using Mantissa.Training.Catalogue;
using Mantissa.Training.Trainers.Optimizers;

namespace Mantissa.Training.Trainers;

/// <summary>What the W-GAN trainer can be told. Steps are generator steps.</summary>
public sealed record WassersteinOptions : AdversarialOptions
{
    public WassersteinOptions() =>
        (Optimizer, LearningRate, Momentum, CriticSteps) = (OptimizerKind.RmsProp, 5e-5, 0, 5);

    [Parameter("Penalty", "Weight of the gradient penalty, for models whose critic is constrained by one.", Minimum = 1e-6, Maximum = 1e6, Group = "Critic")]
    public double Penalty { get; init; } = 10;

    [Parameter("Clip", "Critic weights are kept within ± this, for models whose critic is constrained by clipping.", Minimum = 1e-6, Maximum = 10, Group = "Critic")]
    public double Clip { get; init; } = 0.01;

    [Parameter("Boosted critic steps", "Critic updates in a boosted generator step, which brings the critic close to its optimum.", Minimum = 1, Maximum = 10_000, Unit = "steps", Group = "Critic")]
    public int BoostedCriticSteps { get; init; } = 100;

    [Parameter("Boosted at the start", "Generator steps at the start that are boosted.", Minimum = 0, Maximum = 1_000_000, Unit = "steps", Group = "Critic")]
    public int BoostedSteps { get; init; } = 25;

    [Parameter("Boost every", "Every so many generator steps one is boosted; 0 for none.", Minimum = 0, Maximum = 1_000_000, Unit = "steps", Group = "Critic")]
    public int BoostEvery { get; init; } = 500;
}
