using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Formats.Hardware;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Formats.Scaling;
using Mantissa.Training.Formats.Storage;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats.FloatingPoint;

/// <summary><c>fp16</c>: IEEE binary16 with FP32 master weights and loss scaling (Micikevicius et al. 2018).</summary>
public sealed class Fp16Format : NumberFormat
{
    public override FormatEntry Entry { get; } = new()
    {
        Name = "fp16",
        Family = "fp16",
        Title = "FP16, mixed precision",
        Summary = "Half precision for every tensor between kernels; weights are updated in FP32, and losses scaled so that small gradients survive.",
        Source = "IEEE 754-2019, binary16; Micikevicius et al., “Mixed precision training”, ICLR 2018",
        BitsPerValue = 16,
        Offered = ["fp16"],
        Parameters = SchemaReader.Read(typeof(Fp16Options)),
        Documentation = """
            # FP16, mixed precision

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
            | kept by the optimizer | **FP32 master weights** and FP32 state |

            Kernels read FP16 values, multiply and add in FP32, and store in FP16: activations, their gradients, weights and weight gradients.
            Sums inside a kernel, batch-norm statistics and softmax among them, are FP32.

            ## Loss scaling

            The loss is multiplied by $S$ before the backward pass. Each weight gradient is stored in FP16, then divided by $S$ in FP32, **before**
            clipping, weight decay and update. An update whose gradients are not all finite is skipped and counted.

            | `lossScaling` | $S$ |
            |---|---|
            | `none` | 1 |
            | `constant` | `lossScale` |
            | `dynamic` | from `lossScale` = $2^{16}$: ×2 (`growthFactor`) after 2000 updates (`growthInterval`) without an overflow, ×½ (`backoffFactor`) at each |

            Adversarial training has one scale each for the discriminator on real images, on generated ones (a gradient penalty goes with these),
            and for the generator: `real`, `fake`, `generated`.

            ## What a run reports

            Totals of the run: `format/overflows`, `format/non_finite`, `format/skipped_updates`, and the scales `format/loss_scale` or `format/<loss>/loss_scale`. Per site, `format/<site>/…`: `largest`, the largest finite magnitude of the latest store,
            `overflow_rate` and `flushed_rate` since the last report (values out of range per value; values that became zero, per value other than
            zero), and `sqnr_db`, $10 \log_{10} \left(\sum x^2 / \sum (x - \hat x)^2\right)$ from up to 16,384 values of one store. By default for
            activations, their gradients, and weights of two or more dimensions.

            Events name the site: `overflow-storm` (more than 1 % of its values out of range) and `dead-gradient` (every value of a gradient flushed
            to zero). Each comes once, until a report finds the site well again.
            """,
    };

    public override FormatSession CreateSession(IReadOnlyList<int> numbers, JsonObject options, long seed)
    {
        var bound = OptionsBinder.Bind<Fp16Options>(options, "formatOptions");
        var settings = new FloatSettings(FloatGrid.Binary16, bound.Rounding, IsScaled: false, seed, new KernelThreads(get_num_threads()));
        return new FloatSession(settings, StoragePolicy.AllButUpdates, bound.Statistics, new LossScaling(bound));
    }

    public override FormatHardware Hardware(IReadOnlyList<int> numbers) => new(Multiplier.FloatingPoint, Precision: 11, Bits: 16, KeptInFormat.AllButUpdates);

    public override CalculatedTensor Calculate(IReadOnlyList<int> numbers, JsonObject options, ReadOnlySpan<float> values, long seed)
    {
        var bound = OptionsBinder.Bind<Fp16Options>(options, "formatOptions");
        return FloatCalculation.Store(FloatGrid.Binary16, isScaled: false, bound.Rounding, values, seed);
    }
}
