using Mantissa.Training.Catalogue;

namespace Mantissa.Training.Models.Residual;

/// <summary>Which residual network.</summary>
public enum ResNetVariant
{
    /// <summary>For small images, two 3×3 convolutions a block: <see cref="CifarNetwork"/>.</summary>
    Cifar,

    /// <summary>For small images, bottlenecks that normalise first: <see cref="PreActivationNetwork"/>.</summary>
    PreActivation,

    /// <summary>For large images: <see cref="ImageNetNetwork"/>.</summary>
    ImageNet,
}

public sealed record ResNetOptions
{
    [Parameter("Depth", "Layers with weights: 6n + 2 for cifar, 9n + 2 for preActivation, and 18, 34 or 50 for imageNet.", Minimum = 8, Maximum = 1202, Unit = "layers")]
    public int Depth { get; init; } = 20;

    [Parameter("Variant", "cifar: basic blocks for small images; preActivation: bottlenecks for small images; imageNet: for large ones.")]
    public ResNetVariant Variant { get; init; } = ResNetVariant.Cifar;
}
