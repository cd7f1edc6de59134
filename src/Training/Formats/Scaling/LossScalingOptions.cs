using Mantissa.Training.Catalogue;

namespace Mantissa.Training.Formats.Scaling;

/// <summary>Options of formats whose losses are scaled; the defaults are those of torch.cuda.amp.GradScaler.</summary>
public abstract record LossScalingOptions
{
    [Parameter("Loss scaling", "By what losses are multiplied before the backward pass, and gradients divided after it.")]
    public LossScalingMode LossScaling { get; init; } = LossScalingMode.Dynamic;

    [Parameter("Loss scale", "The constant scale, or the one that dynamic scaling starts from.", Minimum = 1, Maximum = 1e9, Group = "Advanced")]
    public double LossScale { get; init; } = 65536;

    [Parameter("Growth interval", "Updates without an overflow after which dynamic scaling raises the scale.", Minimum = 1, Maximum = 1_000_000, Unit = "updates", Group = "Advanced")]
    public int GrowthInterval { get; init; } = 2000;

    [Parameter("Growth factor", "By how much dynamic scaling raises the scale.", Minimum = 1, Maximum = 1024, Group = "Advanced")]
    public double GrowthFactor { get; init; } = 2;

    [Parameter("Backoff factor", "What dynamic scaling multiplies the scale by at an overflow.", Minimum = 1e-3, Maximum = 1, Group = "Advanced")]
    public double BackoffFactor { get; init; } = 0.5;
}
