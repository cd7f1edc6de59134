using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mantissa.Training.Formats.Kernels;

internal static unsafe partial class FloatLoop<TRule>
{
    /// <summary>
    /// Whole vectors from value <paramref name="from"/> on, as long as they hold nothing special; returns where it stopped. There is no
    /// call in the loop: it would have to keep everything in memory.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint Avx512Part(
        float* source, float* destination, nint from, int length, in FloatGrid grid, uint* noise, bool streams, ref FloatTally tally)
    {
        var (floor, fraction) = (Vector512.Create((float)grid.MinimumExponent), Vector512.Create((float)(grid.Precision - 1)));
        var largest = Vector512.Create(grid.Largest);
        var extreme = Vector512<float>.Zero;
        ulong zeros = 0, zerosAfter = 0;
        var i = from;
        for (nint end = length - Vector512<float>.Count; i <= end; i += Vector512<float>.Count)
        {
            var value = Vector512.Load(source + i);
            var stored = Round(value, floor, fraction, TRule.UsesNoise ? Vector512.Load(noise + i) : default);
            var magnitude = Vector512.Abs(stored);
            // Not a comparison of x > largest: NaN has to be found as well.
            if (!Vector512.LessThanOrEqualAll(magnitude, largest))
                break;
            extreme = Avx512F.Max(magnitude, extreme);
            zeros += uint.PopCount((uint)Vector512.Equals(value, Vector512<float>.Zero).ExtractMostSignificantBits());
            zerosAfter += uint.PopCount((uint)Vector512.Equals(stored, Vector512<float>.Zero).ExtractMostSignificantBits());
            if (streams)
                stored.StoreAlignedNonTemporal(destination + i);
            else
                stored.Store(destination + i);
        }

        for (var lane = 0; lane < Vector512<float>.Count; lane++)
            tally.Raise(extreme[lane]);
        tally.Zeros += (long)zeros;
        tally.ZerosAfter += (long)zerosAfter;
        return i;
    }

    /// <summary>Rounds finite values: q is 2 to their exponent, not below <paramref name="floor"/>, less the fraction bits of the format.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Round(Vector512<float> value, Vector512<float> floor, Vector512<float> fraction, Vector512<uint> noise)
    {
        var exponent = Avx512F.Max(Avx512F.GetExponent(value), floor);
        return Avx512F.Scale(TRule.Round(Avx512F.Scale(value, fraction - exponent), value, noise), exponent - fraction);
    }
}
