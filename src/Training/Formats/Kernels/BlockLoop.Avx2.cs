using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mantissa.Training.Formats.Kernels;

internal static unsafe partial class BlockLoop<TRule>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Avx2Largest(float* values, float* largest, int length)
    {
        // The second operand is the result where one is NaN.
        for (var i = 0; i < length; i += Vector256<float>.Count)
            Avx.Max(Vector256.Abs(Vector256.Load(values + i)), Vector256.Load(largest + i)).Store(largest + i);
    }

    /// <summary>A row of whole vectors, each lane with the scale of its own block; see <see cref="FloatLoop{TRule}"/> for the rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Avx2Part(
        float* source, float* destination, float* largest, int length, in FloatGrid element, uint* noise, ref FloatTally tally)
    {
        var (precision, elementLargest) = ((element.Precision - 1) << 23, Vector256.Create(element.Largest));
        var (maximum, minimum) = (Vector256.Create(element.MaximumExponent), Vector256.Create(element.MinimumExponent));
        var lowest = Vector256.Create(element.Precision);
        var infinite = Vector256.Create(float.PositiveInfinity);
        var extreme = Vector256<float>.Zero;
        ulong zeros = 0, zerosAfter = 0, overflows = 0;
        for (var i = 0; i < length; i += Vector256<float>.Count)
        {
            var value = Vector256.Load(source + i);
            // The exponent field of the scale; 0 stands for 2⁻¹²⁷.
            var top = Avx.Min(Vector256.Load(largest + i), Vector256.Create(float.MaxValue)).AsInt32() >>> 23;
            var scale = Vector256.Max(top - maximum, Vector256<int>.Zero);
            var normal = scale + minimum;
            var floor = Vector256.Max(normal, lowest) << 23;
            var rounded = FloatLoop<TRule>.Round(value, floor, Vector256.Create(precision), TRule.UsesNoise ? Vector256.Load(noise + i) : default);
            var bound = elementLargest * Vector256.ConditionalSelect(Vector256.Equals(scale, Vector256<int>.Zero), Vector256.Create(0x00400000), scale << 23).AsSingle();
            var clipped = Vector256.GreaterThan(Vector256.Abs(rounded), bound);
            var stored = Vector256.ConditionalSelect(clipped, Vector256.CopySign(bound, rounded), rounded);
            var tiny = Vector256.LessThan(normal, lowest) & Vector256.LessThan(Vector256.Abs(value).AsInt32(), floor)
                & ~Vector256.Equals(value, Vector256<float>.Zero).AsInt32();
            var special = (~Vector256.LessThan(Vector256.Abs(value), infinite).AsInt32()) | tiny;
            if (special != Vector256<int>.Zero)
            {
                stored = Special(special.AsUInt32(), value, stored, largest + i, element, noise + i, ref tally);
                clipped = Vector256.AndNot(clipped, special.AsSingle());
                extreme = Avx.Max(Vector256.AndNot(Vector256.Abs(stored), special.AsSingle()), extreme);
                zerosAfter -= uint.PopCount((Vector256.Equals(stored, Vector256<float>.Zero).AsInt32() & special).ExtractMostSignificantBits());
            }
            else
            {
                extreme = Avx.Max(Vector256.Abs(stored), extreme);
            }

            overflows += uint.PopCount(clipped.ExtractMostSignificantBits());
            zeros += uint.PopCount(Vector256.Equals(value, Vector256<float>.Zero).ExtractMostSignificantBits());
            zerosAfter += uint.PopCount(Vector256.Equals(stored, Vector256<float>.Zero).ExtractMostSignificantBits());
            stored.Store(destination + i);
        }

        for (var lane = 0; lane < Vector256<float>.Count; lane++)
            tally.Raise(extreme[lane]);
        tally.Overflows += (long)overflows;
        tally.Zeros += (long)zeros;
        tally.ZerosAfter += (long)zerosAfter;
    }

    /// <summary>Lanes that are not finite, or smaller than what the vector loop rounds, one by one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<float> Special(
        Vector256<uint> lanes, Vector256<float> values, Vector256<float> stored, float* largest, in FloatGrid element, uint* noise, ref FloatTally tally)
    {
        var from = stackalloc float[8];
        var to = stackalloc float[8];
        values.Store(from);
        stored.Store(to);
        for (var left = lanes.ExtractMostSignificantBits(); left != 0; left &= left - 1)
        {
            var lane = (int)uint.TrailingZeroCount(left);
            to[lane] = Single(from[lane], largest[lane], element, TRule.UsesNoise ? noise[lane] : 0, ref tally);
        }

        return Vector256.Load(to);
    }
}
