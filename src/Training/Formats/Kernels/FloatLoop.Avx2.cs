using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mantissa.Training.Formats.Kernels;

internal static unsafe partial class FloatLoop<TRule>
{
    /// <summary>All whole vectors; returns how many values that were.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint Avx2Part(
        float* source, float* destination, int length, in FloatGrid grid, uint* noise, bool streams, ref FloatTally tally)
    {
        var floor = Vector256.Create((grid.FloorExponent + 127) << 23);
        var largest = Vector256.Create(grid.Largest);
        var (precision, tiny) = ((grid.Precision - 1) << 23, Vector256.Create((uint)grid.TinyBits - 1));
        var extreme = Vector256<float>.Zero;
        ulong zeros = 0, zerosAfter = 0;
        nint end = length & ~(Vector256<float>.Count - 1);
        for (nint i = 0; i < end; i += Vector256<float>.Count)
        {
            var value = Vector256.Load(source + i);
            var stored = Round(value, floor, precision, TRule.UsesNoise ? Vector256.Load(noise + i) : default);
            var magnitude = Vector256.Abs(stored);
            // Not a comparison of x > largest: NaN has to be found as well.
            var special = ~Vector256.LessThanOrEqual(magnitude, largest).AsUInt32()
                | Vector256.LessThan(Vector256.Abs(value).AsUInt32() - Vector256<uint>.One, tiny);
            if (special != Vector256<uint>.Zero)
            {
                stored = Special(special, value, stored, grid, noise + i, ref tally);
                magnitude = Vector256.Abs(Vector256.AndNot(stored, special.AsSingle()));
                value = Vector256.ConditionalSelect(special.AsSingle(), Vector256<float>.One, value);
                zerosAfter -= uint.PopCount((uint)(Vector256.Equals(stored, Vector256<float>.Zero).AsUInt32() & special).ExtractMostSignificantBits());
            }

            extreme = Avx.Max(magnitude, extreme);
            zeros += uint.PopCount((uint)Vector256.Equals(value, Vector256<float>.Zero).ExtractMostSignificantBits());
            zerosAfter += uint.PopCount((uint)Vector256.Equals(stored, Vector256<float>.Zero).ExtractMostSignificantBits());
            if (destination == null)
                continue;
            if (streams)
                stored.StoreAlignedNonTemporal(destination + i);
            else
                stored.Store(destination + i);
        }

        if (streams)
            Sse.StoreFence();
        for (var lane = 0; lane < Vector256<float>.Count; lane++)
            tally.Raise(extreme[lane]);
        tally.Zeros += (long)zeros;
        tally.ZerosAfter += (long)zerosAfter;
        return end;
    }

    /// <summary>
    /// Rounds what is neither special nor tiny: the exponent field, not below <paramref name="floor"/>, less the fraction bits of the
    /// format is q; 2²⁵⁴ less that, in the same field, is 1/q.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> Round(Vector256<float> value, Vector256<int> floor, int precision, Vector256<uint> noise)
    {
        var exponent = value.AsInt32() & Vector256.Create(0x7F800000);
        var unit = Vector256.Max(exponent, floor) - Vector256.Create(precision);
        var inverse = Vector256.Create(254 << 23) - unit;
        return TRule.Round(value * inverse.AsSingle(), value, noise) * unit.AsSingle();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<float> Special(
        Vector256<uint> lanes, Vector256<float> values, Vector256<float> stored, in FloatGrid grid, uint* noise, ref FloatTally tally)
    {
        var from = stackalloc float[8];
        var to = stackalloc float[8];
        values.Store(from);
        stored.Store(to);
        StoreSingly(lanes.ExtractMostSignificantBits(), from, to, grid, noise, ref tally);
        return Vector256.Load(to);
    }
}
