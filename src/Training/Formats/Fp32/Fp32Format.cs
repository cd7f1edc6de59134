using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Formats.Hardware;

namespace Mantissa.Training.Formats.Fp32;

/// <summary>IEEE binary32: the carrier itself, and the baseline of every comparison.</summary>
public sealed class Fp32Format : NumberFormat
{
    public override FormatEntry Entry { get; } = new()
    {
        Name = "fp32",
        Family = "fp32",
        Title = "FP32",
        Summary = "Single precision throughout: the baseline that other formats are measured against.",
        Source = "IEEE 754-2019, binary32",
        BitsPerValue = 32,
        Offered = ["fp32"],
        Parameters = SchemaReader.Read(typeof(Fp32Options)),
        Documentation = """
            # FP32

            IEEE 754 *binary32*: 1 sign bit, 8 exponent bits, 23 fraction bits. A value is

            $$(-1)^s \cdot 1.f \cdot 2^{e-127}$$

            | | |
            |---|---|
            | largest value | $(2 - 2^{-23}) \cdot 2^{127} \approx 3.4 \cdot 10^{38}$ |
            | smallest normal value | $2^{-126} \approx 1.2 \cdot 10^{-38}$ |
            | smallest subnormal value | $2^{-149} \approx 1.4 \cdot 10^{-45}$ |
            | relative rounding error | at most $2^{-24}$, to nearest even |

            Kernels compute in FP32, so storing in FP32 changes nothing: weights, activations, gradients and the optimizer's state
            are kept as they come. There is no state and nothing to report.
            """,
    };

    public override FormatSession CreateSession(IReadOnlyList<int> numbers, JsonObject options, long seed)
    {
        OptionsBinder.Bind<Fp32Options>(options, "formatOptions");
        return new Fp32Session();
    }

    public override FormatHardware Hardware(IReadOnlyList<int> numbers) => new(Multiplier.FloatingPoint, Precision: 24, Bits: 32, KeptInFormat.Everything);

    public override CalculatedTensor Calculate(IReadOnlyList<int> numbers, JsonObject options, ReadOnlySpan<float> values, long seed)
    {
        OptionsBinder.Bind<Fp32Options>(options, "formatOptions");
        return new(values.ToArray(), [new ValueSet(24, -149, float.MinValue, float.MaxValue)]);
    }

    /// <summary>Has no options; any that is given is an error.</summary>
    private sealed record Fp32Options;
}
