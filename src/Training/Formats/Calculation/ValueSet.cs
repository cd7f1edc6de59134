namespace Mantissa.Training.Formats.Calculation;

/// <summary>
/// The values that one tensor, or one block of it, can hold: m · 2ᵘ with an integer m, where u = max(E − p + 1, u₀) for a magnitude in
/// [2ᴱ, 2ᴱ⁺¹). With p bits of precision beyond the range, all values have the same u: a shared exponent.
/// </summary>
/// <param name="Precision">p, the bits of a significand.</param>
/// <param name="UnitExponent">u₀, log2 of the smallest magnitude.</param>
/// <param name="Lowest">The smallest value.</param>
/// <param name="Highest">The largest value.</param>
public sealed record ValueSet(int Precision, int UnitExponent, double Lowest, double Highest)
{
    /// <summary>N-bit integers times 2ᵉ.</summary>
    public static ValueSet Integers(int bits, int exponent) =>
        new(bits, exponent, -Math.ScaleB(1, bits - 1 + exponent), Math.ScaleB(Math.ScaleB(1, bits - 1) - 1, exponent));

    /// <summary>u of a value: its neighbours are 2ᵘ away.</summary>
    public int ExponentOf(double value) => value == 0 ? UnitExponent : Math.Max(Math.ILogB(value) - Precision + 1, UnitExponent);

    /// <summary>m of a value of the set.</summary>
    public long MantissaOf(double value) => (long)Math.ScaleB(value, -ExponentOf(value));

    /// <summary>The values from <paramref name="from"/> to <paramref name="to"/> in ascending order; none where there are more than <paramref name="limit"/>.</summary>
    public IReadOnlyList<double> Between(double from, double to, int limit)
    {
        var values = new List<double>();
        for (var value = AtOrAbove(Math.Max(from, Lowest)); value <= Math.Min(to, Highest); value = Above(value))
        {
            if (values.Count == limit)
                return [];
            values.Add(value);
        }

        return values;
    }

    private double AtOrAbove(double value)
    {
        var exponent = ExponentOf(value);
        return Math.ScaleB(Math.Ceiling(Math.ScaleB(value, -exponent)), exponent);
    }

    private double Above(double value)
    {
        // Toward zero the step halves below a power of two, so a negative value looks at what lies just above it.
        var step = value < 0 ? ExponentOf(Math.BitIncrement(value)) : ExponentOf(value);
        return value + Math.ScaleB(1, step);
    }
}
