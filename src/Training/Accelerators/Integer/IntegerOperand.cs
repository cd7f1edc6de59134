using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Mantissa.Training.Accelerators.Integer;

/// <summary>A tensor as the multiplier reads it: INT16 mantissas m and one exponent e, value = m · 2ᵉ.</summary>
/// <remarks>
/// e = ⌊log2 max|x|⌋ − (P − 2) and m = round(x · 2⁻ᵉ), to nearest even, saturated to P bits: the rule of dynamic fixed point. What a format
/// with a shared exponent has stored in at most P bits comes through unchanged.
/// </remarks>
internal sealed class IntegerOperand : IDisposable
{
    private const int Infinity = 0x7F80_0000;

    private IntegerOperand(int length, int bits, int exponent, bool isFinite)
    {
        (Length, Bits, Exponent, IsFinite) = (length, bits, exponent, isFinite);
        // One more, because pairs are read: the last number of an odd row is read with what follows it.
        Mantissas = ArrayPool<short>.Shared.Rent(length + 1);
    }

    public short[] Mantissas { get; }

    public int Length { get; }

    /// <summary>P, sign included.</summary>
    public int Bits { get; }

    public int Exponent { get; }

    /// <summary>Whether there was no NaN and no infinity, for which there are no mantissas.</summary>
    public bool IsFinite { get; }

    /// <param name="values">Finite for a result to be of use; see <see cref="IsFinite"/>.</param>
    /// <param name="bits">P, from 2 to 16.</param>
    public static IntegerOperand Quantise(ReadOnlySpan<float> values, int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 16);
        var largest = LargestMagnitude(values);
        var exponent = largest is 0 or >= Infinity ? 0 : Math.Max(MathF.ILogB(BitConverter.Int32BitsToSingle(largest)) - (bits - 2), -149);
        var operand = new IntegerOperand(values.Length, bits, exponent, largest < Infinity);
        if (operand.IsFinite)
            Convert(values, operand.Mantissas, bits, exponent);
        return operand;
    }

    public void Dispose() => ArrayPool<short>.Shared.Return(Mantissas);

    /// <summary>The bits of the largest magnitude. NaN and infinities have larger bits than all numbers.</summary>
    private static int LargestMagnitude(ReadOnlySpan<float> values)
    {
        var largest = 0;
        var i = 0;
        if (values.Length >= Vector256<float>.Count)
        {
            var lanes = Vector256<int>.Zero;
            for (; i <= values.Length - Vector256<float>.Count; i += Vector256<float>.Count)
                lanes = Vector256.Max(lanes, Vector256.Create(values[i..]).AsInt32() & Vector256.Create(int.MaxValue));
            for (var lane = 0; lane < Vector256<int>.Count; lane++)
                largest = Math.Max(largest, lanes[lane]);
        }

        for (; i < values.Length; i++)
            largest = Math.Max(largest, BitConverter.SingleToInt32Bits(values[i]) & int.MaxValue);
        return largest;
    }

    private static void Convert(ReadOnlySpan<float> values, Span<short> mantissas, int bits, int exponent)
    {
        // 2⁻ᵉ can be as large as 2¹⁴⁹, which no float32 holds.
        var (scale1, scale2) = (MathF.ScaleB(1, Math.Min(-exponent, 127)), MathF.ScaleB(1, Math.Max(-exponent - 127, 0)));
        float highest = (1 << (bits - 1)) - 1;
        var i = 0;
        for (; i <= values.Length - Vector256<short>.Count; i += Vector256<short>.Count)
        {
            var lower = Rounded(Vector256.Create(values[i..]));
            var upper = Rounded(Vector256.Create(values[(i + Vector256<float>.Count)..]));
            Vector256.Narrow(lower, upper).CopyTo(mantissas[i..]);
        }

        for (; i < values.Length; i++)
            mantissas[i] = (short)Math.Clamp(MathF.Round(values[i] * scale1 * scale2), -highest - 1, highest);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector256<int> Rounded(Vector256<float> value)
        {
            var rounded = Vector256.Round(value * scale1 * scale2);
            return Vector256.ConvertToInt32(Vector256.Max(Vector256.Min(rounded, Vector256.Create(highest)), Vector256.Create(-highest - 1)));
        }
    }
}
