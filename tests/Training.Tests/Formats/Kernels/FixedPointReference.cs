using System.Numerics;
using Mantissa.Training.Formats.Kernels;

namespace Mantissa.Training.Tests.Formats.Kernels;

/// <summary>The store in unbounded integer arithmetic on the bits of the float: slow, and with nothing in common with the kernel.</summary>
internal static class FixedPointReference
{
    /// <summary>Mantissa before saturation of a finite value; <paramref name="noise"/> only matters to stochastic rounding.</summary>
    public static BigInteger Round(float value, int exponent, Rounding rounding, uint noise = 0)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        var biased = (int)(bits >> 23) & 0xFF;
        var significand = new BigInteger((bits & 0x7FFFFF) | (biased > 0 ? 0x800000u : 0));
        // |value| = significand · 2^power; in units of 2^exponent it is significand · 2^shift.
        var shift = Math.Max(biased, 1) - 150 - exponent;
        var negative = bits >> 31 == 1;
        if (shift >= 0)
            return (negative ? -1 : 1) * (significand << shift);

        var whole = significand >> -shift;
        var rest = significand - (whole << -shift);
        var unit = BigInteger.One << -shift;
        var up = rounding switch
        {
            Rounding.NearestEven => 2 * rest > unit || (2 * rest == unit && !whole.IsEven),
            Rounding.TowardZero => false,
            Rounding.Floor => negative && !rest.IsZero,
            Rounding.Stochastic => ((1 << 24) - noise) * unit <= rest << 24,
            _ => throw new ArgumentOutOfRangeException(nameof(rounding)),
        };
        var magnitude = up ? whole + 1 : whole;
        return negative ? -magnitude : magnitude;
    }

    /// <summary>The values that a store leaves behind, and what it counts.</summary>
    public static (float[] Values, QuantisationCounts Counts) Quantise(
        float[] values, FixedPointGrid grid, Rounding rounding = Rounding.NearestEven, Func<int, uint>? noise = null)
    {
        var result = new float[values.Length];
        var gamma = BigInteger.Zero;
        long overflows = 0, flushed = 0, zeros = 0, nonFinite = 0;
        var (lowest, highest) = (-BigInteger.Pow(2, grid.Bits - 1), BigInteger.Pow(2, grid.Bits - 1) - 1);
        for (var i = 0; i < values.Length; i++)
        {
            if (float.IsNaN(values[i]))
            {
                result[i] = values[i];
                nonFinite++;
                continue;
            }

            BigInteger mantissa;
            if (float.IsInfinity(values[i]))
            {
                mantissa = values[i] > 0 ? highest : lowest;
                nonFinite++;
                overflows++;
            }
            else
            {
                var rounded = Round(values[i], grid.Exponent, rounding, noise?.Invoke(i) ?? 0);
                mantissa = BigInteger.Min(highest, BigInteger.Max(lowest, rounded));
                overflows += mantissa != rounded ? 1 : 0;
            }

            zeros += values[i] == 0 ? 1 : 0;
            flushed += mantissa.IsZero && values[i] != 0 ? 1 : 0;
            gamma = BigInteger.Max(gamma, BigInteger.Abs(mantissa));
            result[i] = (float)Math.ScaleB((double)mantissa, grid.Exponent);
        }

        return (result, new QuantisationCounts(values.Length, (int)gamma, overflows, flushed, zeros, nonFinite));
    }
}
