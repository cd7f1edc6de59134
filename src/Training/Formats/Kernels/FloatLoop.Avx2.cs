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
    private static nint Avx2Part(
        float* source, float* destination, nint from, int length, in FloatGrid grid, uint* noise, bool streams, ref FloatTally tally)
    {
        var floor = Vector256.Create((grid.FloorExponent + 127) << 23);
        var largest = Vector256.Create(grid.Largest);
        var (fraction, tiny) = (Vector256.Create((grid.Precision - 1) << 23), Vector256.Create((uint)grid.TinyBits - 1));
        var extreme = Vector256<float>.Zero;
        ulong zeros = 0, zerosAfter = 0;
        var i = from;
        for (nint end = length - Vector256<float>.Count; i <= end; i += Vector256<float>.Count)
        {
            var value = Vector256.Load(source + i);
            var stored = Round(value, floor, fraction, TRule.UsesNoise ? Vector256.Load(noise + i) : default);
            var magnitude = Vector256.Abs(stored);
            // Not a comparison of x > largest: NaN has to be found as well.
            if (!Vector256.LessThanOrEqualAll(magnitude, largest) || Vector256.LessThanAny(Vector256.Abs(value).AsUInt32() - Vector256<uint>.One, tiny))
                break;
            extreme = Avx.Max(magnitude, extreme);
            zeros += uint.PopCount((uint)Vector256.Equals(value, Vector256<float>.Zero).ExtractMostSignificantBits());
            zerosAfter += uint.PopCount((uint)Vector256.Equals(stored, Vector256<float>.Zero).ExtractMostSignificantBits());
            if (streams)
                stored.StoreAlignedNonTemporal(destination + i);
            else
                stored.Store(destination + i);
        }

        for (var lane = 0; lane < Vector256<float>.Count; lane++)
            tally.Raise(extreme[lane]);
        tally.Zeros += (long)zeros;
        tally.ZerosAfter += (long)zerosAfter;
        return i;
    }

    /// <summary>
    /// Rounds what is neither special nor tiny: the exponent field, not below <paramref name="floor"/>, less the fraction bits of the
    /// format is q; 2²⁵⁴ less that, in the same field, is 1/q.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> Round(Vector256<float> value, Vector256<int> floor, Vector256<int> fraction, Vector256<uint> noise)
    {
        var exponent = value.AsInt32() & Vector256.Create(0x7F800000);
        var unit = Vector256.Max(exponent, floor) - fraction;
        var inverse = Vector256.Create(254 << 23) - unit;
        return TRule.Round(value * inverse.AsSingle(), value, noise) * unit.AsSingle();
    }
}
