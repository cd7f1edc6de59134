using Mantissa.Training.Catalogue;

namespace Mantissa.Training.Trainers;

/// <summary>What the classification trainer can be told.</summary>
public sealed record ClassificationOptions : TrainingOptions
{
    [Parameter("Momentum", "Share of the last update that goes into the next.", Minimum = 0, Maximum = 0.9999, Group = "Optimizer")]
    public double Momentum { get; init; } = 0.9;

    [Parameter("Nesterov", "Looks ahead along the momentum.", Group = "Optimizer")]
    public bool Nesterov { get; init; }

    [Parameter("Weight decay", "Pulls all weights towards zero (L2).", Minimum = 0, Maximum = 1, Group = "Optimizer")]
    public double WeightDecay { get; init; } = 1e-4;

    [Parameter("Augment", "Pads by 4, crops and flips the training images.", Group = "Data")]
    public bool Augment { get; init; } = true;

    [Parameter("Evaluation images", "Test images per evaluation, the same ones every time; 0 for all.", Minimum = 0, Maximum = 100_000_000, Unit = "images", Group = "Cadence")]
    public int EvaluationImages { get; init; }

    [Parameter("Keep the best", "Writes a checkpoint whenever top-1 has never been better.", Group = "Cadence")]
    public bool KeepBest { get; init; } = true;
}
