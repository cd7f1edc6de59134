namespace Mantissa.Training.Formats.Kernels;

/// <summary>
/// The values m · 2ᵉ with an integer m of N bits, sign included: m ∈ [−2^(N−1), 2^(N−1) − 1]. Every one of them is a float32, so a
/// float32 tensor can carry them.
/// </summary>
public readonly record struct FixedPointGrid
{
    public const int MinimumBits = 2;
    public const int MaximumBits = 24;

    /// <summary>Below it, m · 2ᵉ would be finer than the smallest float32.</summary>
    public const int MinimumExponent = -149;

    /// <param name="bits">N, from <see cref="MinimumBits"/> to <see cref="MaximumBits"/>.</param>
    /// <param name="exponent">e, from <see cref="MinimumExponent"/> to <see cref="MaximumExponent"/> for N bits.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public FixedPointGrid(int bits, int exponent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, MinimumBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, MaximumBits);
        ArgumentOutOfRangeException.ThrowIfLessThan(exponent, MinimumExponent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exponent, MaximumExponent(bits));
        Bits = bits;
        Exponent = exponent;
    }

    /// <summary>Above it, m · 2ᵉ of N bits would be larger than the largest float32.</summary>
    public static int MaximumExponent(int bits) => 128 - bits;

    public int Bits { get; }

    public int Exponent { get; }

    /// <summary>Smallest mantissa, −2^(N−1).</summary>
    public int Lowest => -(1 << (Bits - 1));

    /// <summary>Largest mantissa, 2^(N−1) − 1.</summary>
    public int Highest => (1 << (Bits - 1)) - 1;

    /// <summary>κ = 2ᵉ, the distance of neighbouring values.</summary>
    public float Scale => MathF.ScaleB(1, Exponent);

    /// <summary>
    /// Whether a store on this grid shows by its counts that e is the exponent which the largest magnitude asks for, ⌊log2 max|x|⌋ − (N−2):
    /// no smaller magnitude is rounded above 2^(N−2), no larger one below 2^(N−1). It may be right without showing.
    /// </summary>
    public bool Fits(in QuantisationCounts counts) => counts.Overflows == 0 && counts.Gamma > 1 << (Bits - 2) && counts.Gamma <= Highest;

    // 1/κ can be as large as 2¹⁴⁹, which no float32 holds, so it is applied as two factors. Both are at least 1 when e ≤ 0: scaling up
    // is then exact, or infinite where the value is far out of range anyway. When e > 0 the second factor is 1 and a result below
    // 2⁻¹²⁶ may be inexact or zero, which changes no rounding to nearest or toward zero; see the rules for the other two.
    internal float InverseScale1 => MathF.ScaleB(1, Math.Min(-Exponent, 127));

    internal float InverseScale2 => MathF.ScaleB(1, Math.Max(-Exponent - 127, 0));
}
