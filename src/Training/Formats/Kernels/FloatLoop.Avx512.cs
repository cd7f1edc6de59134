using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mantissa.Training.Formats.Kernels;

internal static unsafe partial class FloatLoop<TRule>
{
    /// <summary>All whole vectors; returns how many values that were.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint Avx512Part(
        float* source, float* destination, int length, in FloatGrid grid, uint* noise, bool streams, ref FloatTally tally)
    {
        var floor = Vector512.Create((grid.FloorExponent + 127) << 23);
        var largest = Vector512.Create(grid.Largest);
        var (precision, tiny) = ((grid.Precision - 1) << 23, Vector512.Create((uint)grid.TinyBits - 1));
        var extreme = Vector512<float>.Zero;
        ulong zeros = 0, zerosAfter = 0;
        nint end = length & ~(Vector512<float>.Count - 1);
        for (nint i = 0; i < end; i += Vector512<float>.Count)
        {
            var value = Vector512.Load(source + i);
            var stored = Round(value, floor, precision, TRule.UsesNoise ? Vector512.Load(noise + i) : default);
            var magnitude = Vector512.Abs(stored);
            // Not a comparison of x > largest: NaN has to be found as well.
            var special = ~Vector512.LessThanOrEqual(magnitude, largest).AsUInt32()
                | Vector512.LessThan(Vector512.Abs(value).AsUInt32() - Vector512<uint>.One, tiny);
            if (special != Vector512<uint>.Zero)
            {
                stored = Special(special, value, stored, grid, noise + i, ref tally);
                magnitude = Vector512.Abs(Vector512.AndNot(stored, special.AsSingle()));
                value = Vector512.ConditionalSelect(special.AsSingle(), Vector512<float>.One, value);
                zerosAfter -= uint.PopCount((uint)(Vector512.Equals(stored, Vector512<float>.Zero).AsUInt32() & special).ExtractMostSignificantBits());
            }

            extreme = Avx512F.Max(magnitude, extreme);
            zeros += uint.PopCount((uint)Vector512.Equals(value, Vector512<float>.Zero).ExtractMostSignificantBits());
            zerosAfter += uint.PopCount((uint)Vector512.Equals(stored, Vector512<float>.Zero).ExtractMostSignificantBits());
            if (destination == null)
                continue;
            if (streams)
                stored.StoreAlignedNonTemporal(destination + i);
            else
                stored.Store(destination + i);
        }

        if (streams)
            Sse.StoreFence();
        for (var lane = 0; lane < Vector512<float>.Count; lane++)
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
    private static Vector512<float> Round(Vector512<float> value, Vector512<int> floor, int precision, Vector512<uint> noise)
    {
        var exponent = value.AsInt32() & Vector512.Create(0x7F800000);
        var unit = Vector512.Max(exponent, floor) - Vector512.Create(precision);
        var inverse = Vector512.Create(254 << 23) - unit;
        return TRule.Round(value * inverse.AsSingle(), value, noise) * unit.AsSingle();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> Special(
        Vector512<uint> lanes, Vector512<float> values, Vector512<float> stored, in FloatGrid grid, uint* noise, ref FloatTally tally)
    {
        var from = stackalloc float[16];
        var to = stackalloc float[16];
        values.Store(from);
        stored.Store(to);
        StoreSingly(lanes.ExtractMostSignificantBits(), from, to, grid, noise, ref tally);
        return Vector512.Load(to);
    }
}
