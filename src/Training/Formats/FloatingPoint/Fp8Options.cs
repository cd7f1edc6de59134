using Mantissa.Training.Catalogue;

namespace Mantissa.Training.Formats.FloatingPoint;

/// <summary>Options of the 8-bit floating-point formats.</summary>
public sealed record Fp8Options : FloatOptions
{
    [Parameter("Tensor scale", "Scales each tensor by the power of two that brings its largest value into range; else values out of range saturate.")]
    public bool TensorScale { get; init; } = true;
}
