using System.Numerics;
using Mantissa.Training.Formats.Kernels;

namespace Mantissa.Training.Accelerators.Integer;

/// <summary>INT32 numbers that share an exponent, and the rules of dynamic fixed point for them (Das et al., ICLR 2018).</summary>
/// <param name="Mantissas">m; value = m · 2ᵉ.</param>
/// <param name="Exponent">e.</param>
internal sealed record DynamicFixedPoint(int[] Mantissas, int Exponent)
{
    /// <summary>Elementwise product of INT16 mantissas: mantissas are multiplied, exponents added.</summary>
    /// <exception cref="OverflowException">A mantissa has more than 16 bits and the product more than 32.</exception>
    public DynamicFixedPoint Multiply(DynamicFixedPoint other) =>
        new([.. Mantissas.Zip(other.Mantissas, (a, b) => checked(a * b))], Exponent + other.Exponent);

    /// <summary>Elementwise sum: the one with the smaller exponent is shifted right by the difference, which rounds down.</summary>
    /// <exception cref="OverflowException">A sum has more than 32 bits: convert down first.</exception>
    public DynamicFixedPoint Add(DynamicFixedPoint other)
    {
        var exponent = Math.Max(Exponent, other.Exponent);
        int Aligned(int mantissa, int from) => mantissa >> Math.Min(exponent - from, 31);
        return new([.. Mantissas.Zip(other.Mantissas, (a, b) => checked(Aligned(a, Exponent) + Aligned(b, other.Exponent)))], exponent);
    }

    /// <summary>
    /// To P bits: all mantissas lose R = max(0, 33 − P − LZC(max|m|)) bits, e grows by R. What rounds up out of P bits saturates.
    /// </summary>
    /// <param name="bits">P, sign included, from 2 to 32.</param>
    /// <param name="rounding">Of the bits lost; stochastic needs random numbers and is not one of them.</param>
    public DynamicFixedPoint DownConvert(int bits, Rounding rounding = Rounding.NearestEven)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 32);
        var largest = Mantissas.Aggregate(0u, (largest, mantissa) => Math.Max(largest, Magnitude(mantissa)));
        var shift = Math.Max(0, 33 - bits - BitOperations.LeadingZeroCount(largest));
        var highest = (1L << (bits - 1)) - 1;
        return new([.. Mantissas.Select(mantissa => (int)Math.Clamp(ShiftRight(mantissa, shift, rounding), -highest - 1, highest))], Exponent + shift);
    }

    private static uint Magnitude(int mantissa) => (uint)Math.Abs((long)mantissa);

    private static long ShiftRight(long mantissa, int shift, Rounding rounding)
    {
        var floor = mantissa >> shift;
        var rest = mantissa - (floor << shift);
        return rounding switch
        {
            Rounding.Floor => floor,
            Rounding.TowardZero => mantissa < 0 && rest > 0 ? floor + 1 : floor,
            Rounding.NearestEven => (2 * rest) + (floor & 1) > 1L << shift ? floor + 1 : floor,
            _ => throw new ArgumentOutOfRangeException(nameof(rounding), rounding, "A shift rounds to nearest even, toward zero or down."),
        };
    }
}
