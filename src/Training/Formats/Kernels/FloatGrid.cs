namespace Mantissa.Training.Formats.Kernels;

/// <summary>
/// The values of a binary floating-point format with subnormals, times a power of two: multiples of 2^(max(E, Eₘᵢₙ) − p + 1) for values of
/// magnitude 2^E …, up to a largest one. Every one of them is a float32, so a float32 tensor can carry them.
/// </summary>
public readonly record struct FloatGrid
{
    /// <summary>IEEE 754 binary16.</summary>
    public static readonly FloatGrid Binary16 = new(11, -14, 65504, hasInfinity: true);

    /// <summary>The upper half of binary32.</summary>
    public static readonly FloatGrid BFloat16 = new(8, -126, 3.3895314e38f, hasInfinity: true);

    /// <summary>OCP OFP8 E4M3, saturating.</summary>
    public static readonly FloatGrid E4M3 = new(4, -6, 448, hasInfinity: false);

    /// <summary>OCP OFP8 E5M2, saturating.</summary>
    public static readonly FloatGrid E5M2 = new(3, -14, 57344, hasInfinity: false);

    /// <summary>OCP MX INT8: m / 64 with |m| ≤ 127, in other words a format whose values below 2 are all subnormal.</summary>
    public static readonly FloatGrid Int8 = new(7, 0, 127f / 64, hasInfinity: false);

    private FloatGrid(int precision, int minimumExponent, float largest, bool hasInfinity) =>
        (Precision, MinimumExponent, Largest, HasInfinity) = (precision, minimumExponent, largest, hasInfinity);

    /// <summary>p, the bits of a significand, the leading one included.</summary>
    public int Precision { get; }

    /// <summary>Eₘᵢₙ, the exponent of the smallest normal value.</summary>
    public int MinimumExponent { get; }

    /// <summary>The largest finite value.</summary>
    public float Largest { get; }

    /// <summary>Whether values beyond the largest become infinite, as rounding to nearest in IEEE 754 has it; else they saturate.</summary>
    public bool HasInfinity { get; }

    /// <summary>The exponent of the largest value.</summary>
    public int MaximumExponent => Math.ILogB(Largest);

    /// <summary>The same format with all values times 2^<paramref name="exponent"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Some value would not be a float32.</exception>
    public FloatGrid Scaled(int exponent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exponent, -149 - (MinimumExponent - Precision + 1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exponent, 127 - MaximumExponent);
        return new(Precision, MinimumExponent + exponent, MathF.ScaleB(Largest, exponent), HasInfinity);
    }

    /// <summary>
    /// Whether a store on this grid shows by its counts that half the scale would be too small for the largest magnitude, and this one is not:
    /// nothing up to M/2 is rounded beyond it, nothing from M on below it, with the largest value M. It may be so without showing.
    /// </summary>
    public bool Fits(in QuantisationCounts counts) => counts.Overflows == 0 && counts.Largest > Largest / 2 && counts.Largest < Largest;

    // The loops for AVX2 get the distance of neighbouring values by subtracting from the exponent field of a value, which has to leave a
    // normal number. Below the floor they leave a value to the loop that takes one at a time.

    /// <summary>The smallest exponent whose values the loops for AVX2 round.</summary>
    internal int FloorExponent => Math.Max(MinimumExponent, -126 + Precision - 1);

    /// <summary>Bits of the magnitude below which values other than zero are left out; 1 where there are none.</summary>
    internal int TinyBits => FloorExponent > MinimumExponent ? (FloorExponent + 127) << 23 : 1;
}
