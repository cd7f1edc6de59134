namespace Mantissa.Training.Formats.Hardware;

/// <summary>
/// The machine that an estimate is for: a square array of multiply-accumulate units beside DRAM. Every format gets the same silicon, so
/// that of smaller units there are more.
/// </summary>
public sealed record Accelerator
{
    /// <summary>Units along a side of the array, if they were FP32; also how many units use an operand that was read from SRAM.</summary>
    public int ArraySide { get; init; } = 32;

    /// <summary>Clock, in GHz.</summary>
    public double Frequency { get; init; } = 1;

    /// <summary>Of the memory, in GB/s (10⁹ bytes).</summary>
    public double Bandwidth { get; init; } = 100;

    public static (int Least, int Most) ArraySides => (4, 1024);

    public static (double Least, double Most) Frequencies => (0.01, 10);

    public static (double Least, double Most) Bandwidths => (0.1, 10_000);

    /// <summary>What is out of range: names and sentences.</summary>
    public IEnumerable<(string Name, string Message)> Errors()
    {
        if (ArraySide < ArraySides.Least || ArraySide > ArraySides.Most)
            yield return ("array", $"A side of the array has {ArraySides.Least} to {ArraySides.Most} units, not {ArraySide}.");
        if (!(Frequency >= Frequencies.Least && Frequency <= Frequencies.Most))
            yield return ("frequency", $"The clock runs at {Frequencies.Least} to {Frequencies.Most} GHz, not {Frequency}.");
        if (!(Bandwidth >= Bandwidths.Least && Bandwidth <= Bandwidths.Most))
            yield return ("bandwidth", $"The memory moves {Bandwidths.Least} to {Bandwidths.Most:N0} GB/s, not {Bandwidth}.");
    }

    /// <summary>Multiply-accumulate operations a second at most.</summary>
    public double Peak(FormatHardware format) =>
        (double)ArraySide * ArraySide * OperationCosts.FloatMacArea / OperationCosts.MacArea(format) * Frequency * 1e9;
}
