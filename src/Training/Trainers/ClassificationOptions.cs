using Mantissa.Training.Catalogue;

namespace Mantissa.Training.Trainers;

/// <summary>What the classification trainer can be told.</summary>
public sealed record ClassificationOptions : UpdateOptions
{
    public ClassificationOptions() => WeightDecay = 1e-4;

    [Parameter("Label smoothing", "Share of the target that is spread evenly over all classes.", Minimum = 0, Maximum = 0.9999, Group = "Optimizer")]
    public double LabelSmoothing { get; init; }

    [Parameter("Augment", "Pads the training images by 4 and crops them at random, and flips half of them.", Group = "Data")]
    public bool Augment { get; init; } = true;

    [Parameter("Flip", "Whether augmentation mirrors images from left to right; automatic leaves digits and letters as they are.", Group = "Data")]
    public FlipChoice Flip { get; init; } = FlipChoice.Automatic;

    [Parameter("Evaluation images", "Test images per evaluation, the same ones every time; 0 for all.", Minimum = 0, Maximum = 100_000_000, Unit = "images", Group = "Cadence")]
    public int EvaluationImages { get; init; }

    [Parameter("Keep the best", "Writes a checkpoint whenever top-1 has never been better.", Group = "Cadence")]
    public bool KeepBest { get; init; } = true;
}

/// <summary>Whether training images are mirrored.</summary>
public enum FlipChoice
{
    /// <summary>Where the dataset's classes stay what they are in a mirror.</summary>
    Automatic,
    On,
    Off,
}
