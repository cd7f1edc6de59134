using System.Runtime.Intrinsics;

namespace Mantissa.Training.Formats.Kernels;

/// <summary>
/// The innermost loop of a floating-point store: the distance q of neighbouring values from each value's own exponent, then x/q rounded
/// and times q, both exact; counts in the same pass.
/// </summary>
internal static unsafe partial class FloatLoop<TRule>
    where TRule : struct, IRoundingRule
{
    /// <inheritdoc cref="IElementwiseStore.Run"/>
    public static QuantisationCounts Run(
        InstructionSet instructions, float* source, float* destination, int length, in FloatGrid grid, uint* noise, bool streams)
    {
        var tally = default(FloatTally);
        nint done = 0;
        while (done < length)
        {
            done = instructions switch
            {
                InstructionSet.Avx512 => Avx512Part(source, destination, done, length, grid, noise, streams, ref tally),
                InstructionSet.Avx2 => Avx2Part(source, destination, done, length, grid, noise, streams, ref tally),
                _ => done,
            };
            // What the vectors stopped at: values one of which is special, or an end too short for a vector.
            for (var end = Math.Min(done + Vector512<float>.Count, length); done < end; done++)
                destination[done] = Single(source[done], grid, TRule.UsesNoise ? noise[done] : 0, ref tally);
        }

        return tally.Counts(length);
    }

    /// <summary>One value, with everything that can be special about it.</summary>
    public static float Single(float value, in FloatGrid grid, uint noise, ref FloatTally tally)
    {
        if (!float.IsFinite(value))
        {
            tally.NonFinite++;
            if (float.IsNaN(value) || grid.HasInfinity)
                return value;
            tally.Overflows++;
            tally.Raise(grid.Largest);
            return MathF.CopySign(grid.Largest, value);
        }

        if (value == 0)
        {
            tally.Zeros++;
            tally.ZerosAfter++;
            return value;
        }

        var unit = Math.Max(Math.ILogB(value), grid.MinimumExponent) - grid.Precision + 1;
        // Below 2⁻¹²⁶ the quotient may be inexact or zero, which changes no rounding to nearest or toward zero; see the rules for the others.
        var rounded = MathF.ScaleB(TRule.Round(MathF.ScaleB(value, -unit), value, noise), unit);
        if (MathF.Abs(rounded) > grid.Largest)
        {
            tally.Overflows++;
            rounded = Beyond(rounded, grid);
            tally.NonFinite += float.IsFinite(rounded) ? 0 : 1;
        }

        tally.ZerosAfter += rounded == 0 ? 1 : 0;
        if (float.IsFinite(rounded))
            tally.Raise(MathF.Abs(rounded));
        return rounded;
    }

    /// <summary>What a value beyond the largest becomes: IEEE 754-2019, section 7.4, where the format has infinities.</summary>
    private static float Beyond(float rounded, in FloatGrid grid)
    {
        var saturates = !grid.HasInfinity || TRule.Truncates(rounded > 0);
        return MathF.CopySign(saturates ? grid.Largest : float.PositiveInfinity, rounded);
    }
}
