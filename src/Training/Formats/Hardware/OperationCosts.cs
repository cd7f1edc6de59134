namespace Mantissa.Training.Formats.Hardware;

/// <summary>
/// Energy and area of arithmetic at 45 nm, 0.9 V: the operations of 8, 16 and 32 bits that M. Horowitz gives in “Computing's energy problem
/// (and what we can do about it)”, ISSCC 2014, figure 1.1.9, with the areas of the same table in W. Dally's tutorial at NIPS 2015. Other widths
/// lie on the power law through the two published points, which for an integer multiplier is all but the square of the width and for an
/// adder all but the width itself.
/// </summary>
public static class OperationCosts
{
    /// <summary>FP32 addition, in pJ.</summary>
    public const double FloatAdd = 0.9;

    /// <summary>FP32 multiplication, in pJ.</summary>
    public const double FloatMultiply = 3.7;

    /// <summary>INT32 addition, or a comparison of as many bits, in pJ.</summary>
    public const double IntegerAdd = 0.1;

    /// <summary>One bit from an SRAM of 8 KiB, in pJ: 10 pJ for 64 bits.</summary>
    public const double SramBit = 10.0 / 64;

    /// <summary>One bit from or to DRAM, in pJ: 1.3 nJ for 64 bits, the low end of the 1.3 to 2.6 nJ that are published.</summary>
    public const double DramBit = 1300.0 / 64;

    private const double FloatAddArea = 4184;

    private static readonly PowerLaw IntegerMultiplyEnergy = new(8, 0.2, 32, 3.1), IntegerAddEnergy = new(8, 0.03, 32, 0.1);
    private static readonly PowerLaw IntegerMultiplyArea = new(8, 282, 32, 3495), IntegerAddArea = new(8, 36, 32, 137);
    private static readonly PowerLaw FloatMultiplyEnergy = new(11, 1.1, 24, FloatMultiply), FloatMultiplyArea = new(11, 1640, 24, 7700);

    /// <summary>Area of a multiplier and adder for FP32, in µm².</summary>
    public static double FloatMacArea => FloatMultiplyArea.At(24) + FloatAddArea;

    /// <summary>A multiplication and the addition of its product to a sum, in pJ.</summary>
    public static double MacEnergy(FormatHardware format)
    {
        ArgumentNullException.ThrowIfNull(format);
        var product = format.Multiplier == Multiplier.Integer
            ? IntegerMultiplyEnergy.At(format.Precision) + IntegerAddEnergy.At(AccumulatorBits(format))
            : FloatMultiplyEnergy.At(format.Precision) + FloatAdd;
        return product + (format.Shared == SharedScale.Block ? (FloatMultiply + FloatAdd) / FormatHardware.BlockLength : 0);
    }

    /// <summary>Of the circuit for it, in µm².</summary>
    public static double MacArea(FormatHardware format)
    {
        ArgumentNullException.ThrowIfNull(format);
        var product = format.Multiplier == Multiplier.Integer
            ? IntegerMultiplyArea.At(format.Precision) + IntegerAddArea.At(AccumulatorBits(format))
            : FloatMultiplyArea.At(format.Precision) + FloatAddArea;
        return product + (format.Shared == SharedScale.Block ? (FloatMultiplyArea.At(24) + FloatAddArea) / FormatHardware.BlockLength : 0);
    }

    /// <summary>What storing one value costs beyond writing it, in pJ: where values share a scale, the largest magnitude is looked for.</summary>
    public static double StoreEnergy(FormatHardware format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return format.Shared == SharedScale.None ? 0 : IntegerAdd;
    }

    /// <summary>32, which up to 16 bits chains of products fit into; twice the width beyond.</summary>
    private static int AccumulatorBits(FormatHardware format) => Math.Max(32, 2 * format.Precision);

    /// <summary>y = y₁ (x / x₁)ᵏ through two points.</summary>
    private sealed record PowerLaw(double X1, double Y1, double X2, double Y2)
    {
        public double At(double x) => Y1 * Math.Pow(x / X1, Math.Log(Y2 / Y1) / Math.Log(X2 / X1));
    }
}
