using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mantissa.Training.Formats.Kernels;

internal static unsafe partial class FixedPointLoop<TRule>
{
    /// <summary>All whole vectors; returns how many values that were.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint Avx2Part(
        float* source, float* destination, int length, FixedPointGrid grid, uint* noise, bool streams, ref Tally tally)
    {
        var inverse1 = Vector256.Create(grid.InverseScale1);
        var inverse2 = Vector256.Create(grid.InverseScale2);
        var scale = Vector256.Create(grid.Scale);
        var lowest = Vector256.Create((float)grid.Lowest);
        var highest = Vector256.Create((float)grid.Highest);
        var (smallest, largest) = (Vector256<float>.Zero, Vector256<float>.Zero);
        ulong zeros = 0, zerosAfter = 0, overflows = 0, nonFinite = 0;
        nint end = length & ~(Vector256<float>.Count - 1);
        for (nint i = 0; i < end; i += Vector256<float>.Count)
        {
            var value = Vector256.Load(source + i);
            var rounded = TRule.Round(value * inverse1 * inverse2, value, TRule.UsesNoise ? Vector256.Load(noise + i) : default);
            // These return their second operand where one is NaN: NaN passes through, and does not touch the extremes.
            var mantissa = Avx.Min(highest, Avx.Max(lowest, rounded));
            largest = Avx.Max(mantissa, largest);
            smallest = Avx.Min(mantissa, smallest);
            zeros += uint.PopCount(Vector256.Equals(value, Vector256<float>.Zero).ExtractMostSignificantBits());
            zerosAfter += uint.PopCount(Vector256.Equals(mantissa, Vector256<float>.Zero).ExtractMostSignificantBits());
            if (!Vector256.EqualsAll(mantissa, rounded))
            {
                // Few vectors of a healthy tensor hold a value that saturates or is not finite.
                var clipped = Vector256.GreaterThan(rounded, highest) | Vector256.LessThan(rounded, lowest);
                var finite = Vector256.LessThan(Vector256.Abs(value), Vector256.Create(float.PositiveInfinity));
                overflows += uint.PopCount(clipped.ExtractMostSignificantBits());
                nonFinite += uint.PopCount((~finite).ExtractMostSignificantBits());
            }

            if (destination == null)
                continue;
            var stored = (mantissa * scale) + Vector256<float>.Zero;
            if (streams)
                stored.StoreAlignedNonTemporal(destination + i);
            else
                stored.Store(destination + i);
        }

        for (var lane = 0; lane < Vector256<float>.Count; lane++)
        {
            tally.Raise(largest[lane]);
            tally.Raise(-smallest[lane]);
        }

        tally.Overflows += (long)overflows;
        tally.NonFinite += (long)nonFinite;
        tally.Zeros += (long)zeros;
        tally.ZerosAfter += (long)zerosAfter;
        return end;
    }
}
