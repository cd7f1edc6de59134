using System.Numerics;

namespace Mantissa.Training.Randomness;

/// <summary>
/// √(−2 ln u) · (cos 2πv, sin 2πv) in single precision, by polynomials of our own: only additions, multiplications and a square root, each
/// rounded once, so the same words give the same bits on every machine. The C library's functions do not promise that.
/// </summary>
internal static class BoxMuller
{
    /// <summary>Words (u, v, u, v, …) to normal numbers in the same places; an even count.</summary>
    public static void Transform(ReadOnlySpan<uint> words, Span<float> values)
    {
        var width = Vector<float>.Count;
        Span<uint> radii = stackalloc uint[width];
        Span<uint> angles = stackalloc uint[width];
        for (var start = 0; start < words.Length; start += 2 * width)
        {
            var pairs = Math.Min(width, (words.Length - start) / 2);
            for (var i = 0; i < pairs; i++)
                (radii[i], angles[i]) = (words[start + (2 * i)], words[start + (2 * i) + 1]);
            var radius = Vector.SquareRoot(MinusTwoLog(new Vector<uint>(radii)));
            var (sine, cosine) = SineCosine(new Vector<uint>(angles));
            var (first, second) = (radius * cosine, radius * sine);
            for (var i = 0; i < pairs; i++)
                (values[start + (2 * i)], values[start + (2 * i) + 1]) = (first[i], second[i]);
        }
    }

    /// <summary>−2 ln((w + ½) / 2³²), for w seen as an integer: never infinite, relative error below 10⁻⁶.</summary>
    private static Vector<float> MinusTwoLog(Vector<uint> word)
    {
        // w = 2ᵉ·m exactly up to rounding to single precision; ½ matters only for the smallest words and keeps the logarithm finite.
        var upper = Vector.ConvertToSingle(Vector.AsVectorInt32(Vector.ShiftRightLogical(word, 16))) * 65536f;
        var lower = Vector.ConvertToSingle(Vector.AsVectorInt32(word & new Vector<uint>(0xFFFF)));
        var value = upper + (lower + new Vector<float>(0.5f));
        var bits = Vector.AsVectorInt32(value);
        // Mantissa into [1/√2, √2), so that the polynomial is used around 1.
        var exponent = Vector.ShiftRightArithmetic(bits - new Vector<int>(0x3F3504F3), 23);
        var mantissa = Vector.AsVectorSingle(bits - Vector.ShiftLeft(exponent, 23));
        var x = mantissa - Vector<float>.One;
        // ln(1 + x) = 2 artanh(s), s = x / (2 + x), |s| ≤ 0.1716: the series needs four terms.
        var s = x / (x + new Vector<float>(2));
        var square = s * s;
        var series = Horner(square, [2f / 9, 2f / 7, 2f / 5, 2f / 3, 2f]);
        var log = (s * series) + ((Vector.ConvertToSingle(exponent) - new Vector<float>(32)) * 0.693147181f);
        return Vector.Max(log * -2f, Vector<float>.Zero);
    }

    /// <summary>Sine and cosine of 2π·w / 2³²; quadrant and remainder are taken from the integer, without error.</summary>
    private static (Vector<float> Sine, Vector<float> Cosine) SineCosine(Vector<uint> word)
    {
        var shifted = word + new Vector<uint>(0x20000000);
        var quadrant = Vector.AsVectorInt32(Vector.ShiftRightLogical(shifted, 30));
        // t in [−π/4, π/4): the offset by half a quadrant centres the remainder.
        var remainder = Vector.AsVectorInt32(shifted & new Vector<uint>(0x3FFFFFFF)) - new Vector<int>(0x20000000);
        var t = Vector.ConvertToSingle(remainder) * 1.46291807927e-9f; // 2π / 2³²
        var square = t * t;
        var sine = t * Horner(square, [1f / 362880, -1f / 5040, 1f / 120, -1f / 6, 1f]);
        var cosine = Horner(square, [1f / 40320, -1f / 720, 1f / 24, -0.5f, 1f]);
        var swap = Vector.Equals(quadrant & Vector<int>.One, Vector<int>.One);
        var sineSign = Vector.ShiftLeft(quadrant & new Vector<int>(2), 30);
        var cosineSign = Vector.ShiftLeft((quadrant + Vector<int>.One) & new Vector<int>(2), 30);
        return (
            Negate(Vector.ConditionalSelect(swap, cosine, sine), sineSign),
            Negate(Vector.ConditionalSelect(swap, sine, cosine), cosineSign));
    }

    private static Vector<float> Negate(Vector<float> value, Vector<int> sign) => Vector.AsVectorSingle(Vector.AsVectorInt32(value) ^ sign);

    private static Vector<float> Horner(Vector<float> x, ReadOnlySpan<float> coefficients)
    {
        var sum = new Vector<float>(coefficients[0]);
        foreach (var coefficient in coefficients[1..])
            sum = (sum * x) + new Vector<float>(coefficient);
        return sum;
    }
}
