using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Formats.Hardware;
using Mantissa.Training.Formats.Kernels;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Mx;

/// <summary><c>mxint8</c>: blocks of 32 8-bit integer elements with a power-of-two scale (OCP MX 1.0).</summary>
public sealed class MxInt8Format : NumberFormat
{
    public override FormatEntry Entry { get; } = new()
    {
        Name = "mxint8",
        Family = "mxint8",
        Title = "MXINT8",
        Summary = "Convolutions and fully-connected layers in 8-bit integers with a power-of-two scale for each 32 values along the sums; the rest stays FP32.",
        Source = "Open Compute Project, “OCP Microscaling Formats (MX) specification”, version 1.0, 2023",
        BitsPerValue = 8,
        Offered = ["mxint8"],
        Parameters = SchemaReader.Read(typeof(MxOptions)),
        Documentation = """
            # Microscaling `mxint8`

            Blocks of 32 values share a scale $2^e$, stored as E8M0 (8 exponent bits, nothing else); an element $p$ is an integer $m$ in 64ths, $p = m / 64$ with $|m| \le 127$:

            $$x = p \cdot 2^{e}, \qquad e = \max\left(\left\lfloor \log_2 \max |x| \right\rfloor - 0,\; -127\right)$$

            | | |
            |---|---|
            | bits per value | 8, and 8 bits once per block: 8.25 |
            | largest element | $127/64$; the smallest code, $-128/64$, is left unused so that the range is symmetric |
            | rounding error | at most $2^{e-7}$ to nearest even; up to $2^{e-6}$ for values that saturate |
            | block of zeros | $e = -127$ |
            | NaN | stays NaN and is counted; says nothing about the scale |
            | ±Inf | counts as the largest FP32 number for the scale; saturates, counted as an overflow and as non-finite |
            | −0 | stays |
            | kept by the optimizer | **FP32 master weights** and FP32 state |

            ## What is stored

            The operands of convolutions and fully-connected layers: images and activations that they read, their weights, and the gradients that come
            back to their results. Everything else stays FP32: the sums that these layers make, batch norm, softmax and loss, weight gradients,
            momentum and the update.

            Blocks go along the dimension over which products are summed: input channels, or features, of activations and weights; output channels
            of gradients. The last block of a row may be shorter. The product that makes the weight gradient sums over images and positions, and
            reads the same stored values; they are not cut into other blocks for it.

            ## What a run reports

            Totals of the run: `format/overflows`, `format/non_finite`. Per site, `format/<site>/…`: `largest`, the largest magnitude of the latest store;
            `overflow_rate` and `flushed_rate` since the last report (saturated values per value; values that became zero, per value other than
            zero); and `sqnr_db`, $10 \log_{10} \left(\sum x^2 / \sum (x - \hat x)^2\right)$ from up to 16,384 values of one store.

            An event `dead-gradient` names a gradient all of whose values were flushed to zero, once, until a report finds it well again.
            """,
    };

    public override FormatSession CreateSession(IReadOnlyList<int> numbers, JsonObject options, long seed)
    {
        var bound = OptionsBinder.Bind<MxOptions>(options, "formatOptions");
        return new MxSession(new MxSettings(FloatGrid.Int8, bound.Rounding, seed, new KernelThreads(get_num_threads())), bound.Statistics);
    }

    public override FormatHardware Hardware(IReadOnlyList<int> numbers) => new(Multiplier.Integer, Precision: 8, Bits: 8, KeptInFormat.Operands, SharedScale.Block, ScaleBits: 8);

    public override CalculatedTensor Calculate(IReadOnlyList<int> numbers, JsonObject options, ReadOnlySpan<float> values, long seed)
    {
        var bound = OptionsBinder.Bind<MxOptions>(options, "formatOptions");
        return MxCalculation.Store(FloatGrid.Int8, bound.Rounding, values, seed);
    }
}
