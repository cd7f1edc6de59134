using System.Runtime.CompilerServices;

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
        if (instructions == InstructionSet.Avx512)
            done = Avx512Part(source, destination, length, grid, noise, streams, ref tally);
        else if (instructions == InstructionSet.Avx2)
            done = Avx2Part(source, destination, length, grid, noise, streams, ref tally);
        for (; done < length; done++)
        {
            var stored = Single(source[done], grid, TRule.UsesNoise ? noise[done] : 0, ref tally);
            if (destination != null)
                destination[done] = stored;
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

    /// <summary>
    /// The lanes of a vector that are not in the way: neither zero nor ordinary. They are stored one by one, and the vector gets the result.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreSingly(ulong lanes, float* values, float* stored, in FloatGrid grid, uint* noise, ref FloatTally tally)
    {
        for (; lanes != 0; lanes &= lanes - 1)
        {
            var lane = (int)ulong.TrailingZeroCount(lanes);
            stored[lane] = Single(values[lane], grid, TRule.UsesNoise ? noise[lane] : 0, ref tally);
        }
    }
}
