using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Formats.FloatingPoint;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Randomness;

namespace Mantissa.Training.Formats.Mx;

/// <summary>A row of values in blocks of 32, for calculating.</summary>
internal static class MxCalculation
{
    public static CalculatedTensor Store(FloatGrid element, Rounding rounding, ReadOnlySpan<float> values, long seed)
    {
        var stored = values.ToArray();
        BlockKernel.Quantise(stored, stored, new BlockShape(1, values.Length, 1), element, rounding, new CounterRandom(seed, "tensor", 0));
        var sets = new List<ValueSet>();
        for (var start = 0; start < values.Length; start += BlockShape.Block)
        {
            var largest = MagnitudeKernel.Largest(values[start..Math.Min(start + BlockShape.Block, values.Length)]);
            var (set, exponent) = (FloatCalculation.SetOf(element), BlockKernel.Exponent(largest, element));
            sets.Add(set with { UnitExponent = set.UnitExponent + exponent, Lowest = Math.ScaleB(set.Lowest, exponent), Highest = Math.ScaleB(set.Highest, exponent) });
        }

        return new(stored, sets, BlockShape.Block);
    }
}
