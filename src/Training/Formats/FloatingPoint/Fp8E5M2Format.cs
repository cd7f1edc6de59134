using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Formats.Hardware;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Formats.Storage;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats.FloatingPoint;

/// <summary><c>fp8-e5m2</c>: OFP8 E5M2 with a power-of-two scale per tensor and FP32 master weights.</summary>
public sealed class Fp8E5M2Format : NumberFormat
{
    public override FormatEntry Entry { get; } = new()
    {
        Name = "fp8-e5m2",
        Family = "fp8-e5m2",
        Title = "FP8 E5M2",
        Summary = "8-bit floating point with 5 exponent and 2 fraction bits and a power-of-two scale per tensor; weights are updated in FP32.",
        Source = "Open Compute Project, “OCP 8-bit floating point specification (OFP8)”, revision 1.0, 2023",
        BitsPerValue = 8,
        Offered = ["fp8-e5m2"],
        Parameters = SchemaReader.Read(typeof(Fp8Options)),
        Documentation = """
            # FP8 E5M2

            OFP8 E5M2: 1 sign bit, 5 exponent bits, 2 fraction bits; subnormals are kept. With the scale $2^k$ of its tensor a value is

            $$(-1)^s \cdot 1.f \cdot 2^{e-15} \cdot 2^k, \qquad \text{or } (-1)^s \cdot 0.f \cdot 2^{-14} \cdot 2^k \text{ for } e = 0$$

            | | |
            |---|---|
            | largest value $M$ | $1.75 \cdot 2^{15} = 57{,}344$, times $2^k$ |
            | smallest normal value | $2^{-14}$, times $2^k$ |
            | smallest subnormal value | $2^{-16}$, times $2^k$ |
            | relative rounding error | at most $2^{-3}$ of normal values, to nearest even |
            | beyond the largest value | saturates, counted as an overflow |
            | NaN | stays, counted as non-finite |
            | ±Inf | saturates, counted as an overflow and as non-finite |
            | −0 | stays |
            | kept by the optimizer | **FP32 master weights** and FP32 state |

            Every tensor between kernels is stored: activations, their gradients, weights and weight gradients. Kernels compute in FP32.

            ## Tensor scale

            With `tensorScale` (default) the scale comes from the actual maximum of the tensor, so that nothing saturates:

            $$k = \left\lceil \log_2 \frac{\max |x|}{M} \right\rceil, \qquad -126 \le k \le 112$$

            A tensor of zeros keeps the $k$ it had; ±Inf counts as the largest FP32 number. Without `tensorScale`, $k = 0$.

            ## What a run reports

            Totals of the run: `format/overflows`, `format/non_finite`. Per site, `format/<site>/…`: `exponent`, the $k$ of the latest store, and `utilisation`, $\max |\hat x| / (M \cdot 2^k)$ (`largest` without a scale),
            `overflow_rate` and `flushed_rate` since the last report (values out of range per value; values that became zero, per value other than
            zero), and `sqnr_db`, $10 \log_{10} \left(\sum x^2 / \sum (x - \hat x)^2\right)$ from up to 16,384 values of one store. By default for
            activations, their gradients, and weights of two or more dimensions.

            Events name the site: `overflow-storm` (more than 1 % of its values out of range) and `dead-gradient` (every value of a gradient flushed
            to zero). Each comes once, until a report finds the site well again.
            """,
    };

    public override FormatSession CreateSession(IReadOnlyList<int> numbers, JsonObject options, long seed)
    {
        var bound = OptionsBinder.Bind<Fp8Options>(options, "formatOptions");
        var settings = new FloatSettings(FloatGrid.E5M2, bound.Rounding, bound.TensorScale, seed, new KernelThreads(get_num_threads()));
        return new FloatSession(settings, StoragePolicy.AllButUpdates, bound.Statistics);
    }

    public override FormatHardware Hardware(IReadOnlyList<int> numbers) => new(Multiplier.FloatingPoint, Precision: 3, Bits: 8, KeptInFormat.AllButUpdates, SharedScale.Tensor, ScaleBits: 8);

    public override CalculatedTensor Calculate(IReadOnlyList<int> numbers, JsonObject options, ReadOnlySpan<float> values, long seed)
    {
        var bound = OptionsBinder.Bind<Fp8Options>(options, "formatOptions");
        return FloatCalculation.Store(FloatGrid.E5M2, bound.TensorScale, bound.Rounding, values, seed);
    }
}
