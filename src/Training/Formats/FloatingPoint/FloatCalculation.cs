using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Randomness;

namespace Mantissa.Training.Formats.FloatingPoint;

/// <summary>A tensor in a floating-point format, for calculating.</summary>
internal static class FloatCalculation
{
    /// <summary>What the first store at a site does.</summary>
    public static CalculatedTensor Store(FloatGrid grid, bool isScaled, Rounding rounding, ReadOnlySpan<float> values, long seed)
    {
        var scaled = isScaled ? grid.Scaled(TensorScale.Exponent(MagnitudeKernel.Largest(values), grid, before: 0)) : grid;
        var stored = values.ToArray();
        FloatKernel.Quantise(stored, stored, scaled, rounding, new CounterRandom(seed, "tensor", 0));
        return new(stored, [SetOf(scaled)]);
    }

    public static ValueSet SetOf(in FloatGrid grid) => new(grid.Precision, grid.MinimumExponent - grid.Precision + 1, -grid.Largest, grid.Largest);
}
