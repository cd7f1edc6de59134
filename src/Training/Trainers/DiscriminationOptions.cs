using Mantissa.Training.Trainers.Optimizers;

namespace Mantissa.Training.Trainers;

/// <summary>What the DC-GAN trainer can be told.</summary>
public sealed record DiscriminationOptions : AdversarialOptions
{
    public DiscriminationOptions() =>
        (Optimizer, LearningRate, Beta1, Momentum, Batch) = (OptimizerKind.Adam, 2e-4, 0.5, 0.5, 128);
}
