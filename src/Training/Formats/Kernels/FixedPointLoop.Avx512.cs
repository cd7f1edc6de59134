using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mantissa.Training.Formats.Kernels;

internal static unsafe partial class FixedPointLoop<TRule>
{
    /// <summary>All whole vectors; returns how many values that were.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint Avx512Part(
        float* source, float* destination, int length, FixedPointGrid grid, uint* noise, bool streams, ref Tally tally)
    {
        var exponent = Vector512.Create((float)-grid.Exponent);
        var scale = Vector512.Create(grid.Scale);
        var lowest = Vector512.Create((float)grid.Lowest);
        var highest = Vector512.Create((float)grid.Highest);
        var (smallest, largest) = (Vector512<float>.Zero, Vector512<float>.Zero);
        ulong zeros = 0, zerosAfter = 0, overflows = 0, nonFinite = 0;
        nint end = length & ~(Vector512<float>.Count - 1);
        for (nint i = 0; i < end; i += Vector512<float>.Count)
        {
            var value = Vector512.Load(source + i);
            var rounded = TRule.Round(Avx512F.Scale(value, exponent), value, TRule.UsesNoise ? Vector512.Load(noise + i) : default);
            // These return their second operand where one is NaN: NaN passes through, and does not touch the extremes.
            var mantissa = Avx512F.Min(highest, Avx512F.Max(lowest, rounded));
            largest = Avx512F.Max(mantissa, largest);
            smallest = Avx512F.Min(mantissa, smallest);
            zeros += ulong.PopCount(Vector512.Equals(value, Vector512<float>.Zero).ExtractMostSignificantBits());
            zerosAfter += ulong.PopCount(Vector512.Equals(mantissa, Vector512<float>.Zero).ExtractMostSignificantBits());
            if (!Vector512.EqualsAll(mantissa, rounded))
            {
                // Few vectors of a healthy tensor hold a value that saturates or is not finite.
                var clipped = Vector512.GreaterThan(rounded, highest) | Vector512.LessThan(rounded, lowest);
                var finite = Vector512.LessThan(Vector512.Abs(value), Vector512.Create(float.PositiveInfinity));
                overflows += ulong.PopCount(clipped.ExtractMostSignificantBits());
                nonFinite += ulong.PopCount((~finite).ExtractMostSignificantBits());
            }

            if (destination == null)
                continue;
            var stored = Avx512F.FusedMultiplyAdd(mantissa, scale, Vector512<float>.Zero);
            if (streams)
                stored.StoreAlignedNonTemporal(destination + i);
            else
                stored.Store(destination + i);
        }

        for (var lane = 0; lane < Vector512<float>.Count; lane++)
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
