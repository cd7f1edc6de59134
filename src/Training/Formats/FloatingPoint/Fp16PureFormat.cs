using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Formats.Hardware;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Formats.Storage;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats.FloatingPoint;

/// <summary><c>fp16-pure</c>: IEEE binary16 for everything (the comparator of Köster et al. 2017).</summary>
public sealed class Fp16PureFormat : NumberFormat
{
    public override FormatEntry Entry { get; } = new()
    {
        Name = "fp16-pure",
        Family = "fp16-pure",
        Title = "FP16, pure",
        Summary = "Half precision for everything, weights and optimizer state included; no master copy, no loss scaling: the unmodified comparator.",
        Source = "IEEE 754-2019, binary16; Köster et al., “Flexpoint”, NIPS 2017, section 4",
        BitsPerValue = 16,
        Offered = ["fp16-pure"],
        Parameters = SchemaReader.Read(typeof(FloatOptions)),
        Documentation = """
            # FP16, pure

            IEEE 754 *binary16*: 1 sign bit, 5 exponent bits, 10 fraction bits; subnormals are kept. A value is

            $$(-1)^s \cdot 1.f \cdot 2^{e-15}, \qquad \text{or } (-1)^s \cdot 0.f \cdot 2^{-14} \text{ for } e = 0$$

            | | |
            |---|---|
            | largest value | 65,504 |
            | smallest normal value | $2^{-14} \approx 6.1 \cdot 10^{-5}$ |
            | smallest subnormal value | $2^{-24} \approx 6.0 \cdot 10^{-8}$ |
            | relative rounding error | at most $2^{-11}$ of normal values, to nearest even |
            | beyond the largest value | infinite from 65,520 up when rounding to nearest (IEEE 754), counted as an overflow; toward zero it saturates |
            | NaN, ±Inf | stay, counted as non-finite |
            | −0 | stays |
            | kept by the optimizer | weights and state in FP16: there is **no FP32 copy** |

            Every tensor between kernels is stored as binary16, and nothing is done about its narrow range: losses are not scaled. That is the
            comparator that does substantially worse in the Flexpoint paper.

            An update that is $2^{11}$ times smaller than its weight is lost, since no value lies between the old weight and the new one.
            `format/lost_updates` is the share of weights that an update should have changed and did not, in one update since the last report.

            ## What a run reports

            Totals of the run: `format/overflows`, `format/non_finite`, `format/lost_updates`. Per site, `format/<site>/…`: `largest`, the largest finite magnitude of the latest store,
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
        var settings = new FloatSettings(FloatGrid.Binary16, bound.Rounding, IsScaled: false, seed, new KernelThreads(get_num_threads()));
        return new FloatSession(settings, StoragePolicy.Everything, bound.Statistics);
    }

    public override FormatHardware Hardware(IReadOnlyList<int> numbers) => new(Multiplier.FloatingPoint, Precision: 11, Bits: 16, KeptInFormat.Everything);

    public override CalculatedTensor Calculate(IReadOnlyList<int> numbers, JsonObject options, ReadOnlySpan<float> values, long seed)
    {
        var bound = OptionsBinder.Bind<FloatOptions>(options, "formatOptions");
        return FloatCalculation.Store(FloatGrid.Binary16, isScaled: false, bound.Rounding, values, seed);
    }
}
