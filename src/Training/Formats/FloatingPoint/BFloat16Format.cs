using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Formats.Hardware;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Formats.Storage;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats.FloatingPoint;

/// <summary><c>bf16</c>: the upper half of binary32, with FP32 master weights.</summary>
public sealed class BFloat16Format : NumberFormat
{
    public override FormatEntry Entry { get; } = new()
    {
        Name = "bf16",
        Family = "bf16",
        Title = "bfloat16",
        Summary = "The upper half of FP32 for every tensor between kernels: its range with 8 bits of precision; weights are updated in FP32.",
        Source = "Kalamkar et al., “A study of BFLOAT16 for deep learning training”, 2019",
        BitsPerValue = 16,
        Offered = ["bf16"],
        Parameters = SchemaReader.Read(typeof(FloatOptions)),
        Documentation = """
            # bfloat16

            The upper 16 bits of binary32: 1 sign bit, 8 exponent bits, 7 fraction bits; subnormals are kept. A value is

            $$(-1)^s \cdot 1.f \cdot 2^{e-127}, \qquad \text{or } (-1)^s \cdot 0.f \cdot 2^{-126} \text{ for } e = 0$$

            | | |
            |---|---|
            | largest value | $(2 - 2^{-7}) \cdot 2^{127} \approx 3.39 \cdot 10^{38}$ |
            | smallest normal value | $2^{-126} \approx 1.2 \cdot 10^{-38}$ |
            | smallest subnormal value | $2^{-133} \approx 9.2 \cdot 10^{-41}$ |
            | relative rounding error | at most $2^{-8}$ of normal values, to nearest even |
            | beyond the largest value | infinite when rounding to nearest, counted as an overflow; toward zero it saturates |
            | NaN, ±Inf | stay, counted as non-finite |
            | −0 | stays |
            | kept by the optimizer | **FP32 master weights** and FP32 state |

            Kernels read bfloat16 values, compute in FP32, and store in bfloat16: activations, their gradients, weights and weight gradients. The
            range is that of FP32, so losses need no scaling.

            ## What a run reports

            Totals of the run: `format/overflows`, `format/non_finite`. Per site, `format/<site>/…`: `largest`, the largest finite magnitude of the latest store,
            `overflow_rate` and `flushed_rate` since the last report (values out of range per value; values that became zero, per value other than
            zero), and `sqnr_db`, $10 \log_{10} \left(\sum x^2 / \sum (x - \hat x)^2\right)$ from up to 16,384 values of one store. By default for
            activations, their gradients, and weights of two or more dimensions.

            Events name the site: `overflow-storm` (more than 1 % of its values out of range) and `dead-gradient` (every value of a gradient flushed
            to zero). Each comes once, until a report finds the site well again.
            """,
    };

    public override FormatSession CreateSession(IReadOnlyList<int> numbers, JsonObject options, long seed)
    {
        var bound = OptionsBinder.Bind<FloatOptions>(options, "formatOptions");
        var settings = new FloatSettings(FloatGrid.BFloat16, bound.Rounding, IsScaled: false, seed, new KernelThreads(get_num_threads()));
        return new FloatSession(settings, StoragePolicy.AllButUpdates, bound.Statistics);
    }

    public override FormatHardware Hardware(IReadOnlyList<int> numbers) => new(Multiplier.FloatingPoint, Precision: 8, Bits: 16, KeptInFormat.AllButUpdates);

    public override CalculatedTensor Calculate(IReadOnlyList<int> numbers, JsonObject options, ReadOnlySpan<float> values, long seed)
    {
        var bound = OptionsBinder.Bind<FloatOptions>(options, "formatOptions");
        return FloatCalculation.Store(FloatGrid.BFloat16, isScaled: false, bound.Rounding, values, seed);
    }
}
