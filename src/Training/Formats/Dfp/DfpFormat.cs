using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Accelerators.Integer;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Formats.Hardware;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Randomness;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Dfp;

/// <summary><c>dfpP</c>: P-bit integers with one exponent per tensor, from its actual maximum (Das et al., ICLR 2018).</summary>
public sealed class DfpFormat : NumberFormat
{
    public override FormatEntry Entry { get; } = new()
    {
        Name = "dfp16",
        Family = "dfpP",
        Title = "Dynamic fixed point",
        Summary = "Convolutions and fully-connected layers in P-bit integers that share one exponent per tensor, taken from its largest value; the rest stays FP32.",
        Source = "Das et al., “Mixed precision training of convolutional neural networks using integer operations”, ICLR 2018; libxsmm",
        BitsPerValue = 16,
        Numbers = [new FormatNumber("P", "Mantissa bits, sign included", 4, 16)],
        Offered = ["dfp16", "dfp12", "dfp8"],
        Parameters = SchemaReader.Read(typeof(DfpOptions)),
        Documentation = """
            # Dynamic fixed point `dfpP`

            A tensor is stored as integers $m$ and **one** exponent $e$ for the whole tensor, chosen from the values themselves, after they are known
            (Das et al. 2018, section 3). With $h$ bits of `headroom`, $B = P - h$ bits are used:

            $$x = m \cdot 2^{e}, \qquad e = \left\lfloor \log_2 \max |x| \right\rfloor - (B - 2)$$

            $$m = \operatorname{saturate}\bigl(\operatorname{round}(x \cdot 2^{-e})\bigr) \in \left[-2^{B-1},\; 2^{B-1} - 1\right]$$

            | | |
            |---|---|
            | bits per value | $P$, from 4 to 16, and an exponent once per tensor |
            | headroom $h$ | 0 to 2 bits, by default 1 |
            | largest error of a value | $2^{e-1}$ to nearest even; $2^{e}$ for a largest value that rounds up to the next power of two and saturates |
            | exponents | $-149 \le e \le 128 - B$, where FP32 ends |
            | tensor of zeros | keeps the exponent that it had |
            | kept by the optimizer | **FP32 master weights** and FP32 state |
            | NaN | stays NaN and is counted; says nothing about the exponent |
            | ±Inf | counts as the largest FP32 number for the exponent; saturates, counted as an overflow and as non-finite |
            | −0 | becomes 0 |

            ## What is stored

            The operands of convolutions and fully-connected layers: images and activations that they read, their weights, and the gradients that come
            back to their results, with which both backward products are made. Everything else stays FP32: the sums that these layers make, batch norm,
            softmax and loss, weight gradients, momentum and the update.

            ## Arithmetic of integers

            A product is $m_a m_b \cdot 2^{e_a + e_b}$. A sum shifts the operand with the smaller exponent right by the difference and has the larger
            exponent. Products are summed in 32 bits. To store a 32-bit result is to shift it down by $R = \max(0, 33 - P - \operatorname{LZC}(\max |m|))$ bits,
            and to raise its exponent by $R$. Training works on the same values in FP32 carriers, whose sums are wider; with `datapath` = `exact` it multiplies
            INT16 operands and sums in chains of 32 bits, as many as cannot overflow (6 for $B = 15$), each flushed to an FP32 accumulator. Sums of longer
            chains (`chainLength`) wrap around, and are counted in `format/accumulator_overflows`.

            ## What a run reports

            Totals of the run: `format/overflows` and `format/non_finite`. Per site, `format/<site>/…`:

            | statistic | of | meaning |
            |---|---|---|
            | `exponent` | the latest store | $e$ |
            | `gamma` | the latest store | $\Gamma$, the largest magnitude of a mantissa; with `all` |
            | `utilisation` | the latest store | $\Gamma / 2^{B-1}$ |
            | `overflow_rate` | since the last report | clipped values per value |
            | `flushed_rate` | since the last report | values that became zero, per value other than zero |
            | `sqnr_db` | the first store since the last report | $10 \log_{10} \left(\sum x^2 / \sum (x - m \cdot 2^{e})^2\right)$, from up to 16,384 values |

            An event `dead-gradient` names a gradient all of whose values were flushed to zero, once, until a report finds it well again.
            """,
    };

    public override FormatSession CreateSession(IReadOnlyList<int> numbers, JsonObject options, long seed)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var bound = OptionsBinder.Bind<DfpOptions>(options, "formatOptions");
        var settings = new DfpSettings(numbers[0] - bound.Headroom, bound.Rounding, seed, new KernelThreads(get_num_threads()));
        return new DfpSession(settings, bound.Statistics, IntegerDatapath.Create(settings.Bits, bound, settings.Threads));
    }

    public override FormatHardware Hardware(IReadOnlyList<int> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return new(Multiplier.Integer, Precision: numbers[0], Bits: numbers[0], KeptInFormat.Operands, SharedScale.Tensor, ScaleBits: 8);
    }

    public override CalculatedTensor Calculate(IReadOnlyList<int> numbers, JsonObject options, ReadOnlySpan<float> values, long seed)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var bound = OptionsBinder.Bind<DfpOptions>(options, "formatOptions");
        var settings = new DfpSettings(numbers[0] - bound.Headroom, bound.Rounding, seed, KernelThreads.Single);
        var grid = new FixedPointGrid(settings.Bits, settings.Exponent(MagnitudeKernel.Largest(values), before: 0));
        var stored = values.ToArray();
        FixedPointKernel.Quantise(stored, stored, grid, bound.Rounding, new CounterRandom(seed, "tensor", 0));
        return new(stored, [ValueSet.Integers(grid.Bits, grid.Exponent)]);
    }
}
