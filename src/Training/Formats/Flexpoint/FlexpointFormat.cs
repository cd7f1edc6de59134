using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Accelerators.Integer;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Formats.Hardware;
using Mantissa.Training.Formats.Kernels;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Flexpoint;

/// <summary>
/// <c>flexN+M</c>: N-bit integers with one M-bit exponent per tensor, predicted before each operation (Köster et al., NIPS 2017).
/// </summary>
public sealed class FlexpointFormat : NumberFormat
{
    public override FormatEntry Entry { get; } = new()
    {
        Name = "flex16+5",
        Family = "flexN+M",
        Title = "Flexpoint",
        Summary = "N-bit integers that share one M-bit exponent per tensor, predicted from the tensor's recent maxima; no FP32 copy is kept.",
        Source = "Köster et al., “Flexpoint: an adaptive numerical format for efficient training of deep neural networks”, NIPS 2017; "
            + "mode ngraph: Nervana ngraph-python, December 2016",
        BitsPerValue = 16,
        Numbers = [new FormatNumber("N", "Mantissa bits, sign included", 4, 24), new FormatNumber("M", "Exponent bits", 3, 8)],
        Offered = ["flex16+5", "flex12+5", "flex8+5"],
        Parameters = SchemaReader.Read(typeof(FlexpointOptions)),
        Documentation = """
            # Flexpoint `flexN+M`

            A tensor is stored as $N$-bit two's complement integers $m$ and **one** exponent for the whole tensor:

            $$x = m \cdot \kappa, \qquad \kappa = 2^{e}, \qquad m \in \left[-2^{N-1},\; 2^{N-1} - 1\right]$$

            A kernel reads integers, computes in FP32 and writes

            $$m = \operatorname{saturate}\bigl(\operatorname{round}(x / \kappa)\bigr), \qquad \Gamma = \max |m|$$

            with a $\kappa$ that was fixed **before** it ran. Rounding is to nearest even unless an option says otherwise. What one fused
            elementwise kernel computes on the way (batch-norm, then ReLU) stays FP32 and is stored once.

            | | |
            |---|---|
            | bits per value | $N$, from 4 to 24, and $M$ bits once per tensor |
            | exponents | $2^M$ consecutive ones: $e \in [b + 1 - 2^M,\; b]$ with the bias $b$ (default 0), but never below −149, where FP32 ends |
            | largest error of a value in range | $\kappa / 2$ |
            | kept by the optimizer | weights and optimizer state in the same format: there is **no FP32 copy** |
            | NaN | stays NaN and is counted; says nothing about $\Gamma$ |
            | ±Inf | saturates, counted as an overflow and as non-finite |
            | −0 | becomes 0 |

            ## Autoflex: predicting the exponent

            A tensor used by two operations has two sites, each with its own exponent and history.

            **Mode `paper`** (default), with $\alpha = 2$, $\beta = 3$, $\gamma = 100$ and a history of 16 maxima:

            1. *First exponent.* From $\kappa = 1$ the kernel runs again, without keeping its result, until done:
               $\Gamma \ge 2^{N-1} - 1$: $\kappa \leftarrow \kappa \cdot 2^{\lfloor (N-1)/2 \rfloor}$;
               $\Gamma < 2^{N-2}$: $\kappa \leftarrow \kappa \cdot 2^{\lceil \log_2 \max(\Gamma, 1) \rceil - (N-2)}$, done if
               $\Gamma > 2^{\lfloor (N-1)/2 \rfloor - 2}$; otherwise done. The search also ends when $\kappa$ can move no further: a tensor of
               zeros starts at the smallest exponent.
            2. *After each store.* $\Gamma \ge 2^{N-1} - 1$ is an overflow: the history is cleared and $\Gamma$ doubled. $f = \Gamma\kappa$ joins the history.
            3. *Before the next store,* twice per minibatch, after the forward and after the backward pass:
               $\chi = \alpha \left(\max f + \beta \operatorname{std} f + \gamma\kappa\right)$ and $\kappa \leftarrow 2^{\lceil \log_2 \chi \rceil - N + 1}$.

            **Mode `ngraph`**, the released predecessor: $\kappa = 2^{\lfloor \log_2 m \rfloor - (N-2)}$ for $m = \max f + 3 \operatorname{std} f + 100\kappa$
            over 16 maxima; tensors that are rarely written use $m = \max(\text{last two}) + 2^{N-4}\kappa$; the search starts at $2^{-8}$, works with
            $\Gamma + 1$ and settles for $\kappa = 1$ at the eleventh try; $\kappa$ stays in $[2^{-2^M}, 1]$.

            ## Datapath

            With `datapath` = `exact` (for $N \le 16$) convolutions and fully-connected layers, forward and both gradients, are computed as integer
            hardware does it. Operands are read as INT16 numbers of $P = \min(N, 16 - \text{headroom})$ bits, with $e = \lfloor \log_2 \max |x| \rfloor - (P - 2)$:
            a flex16 operand loses its last bit where it uses all 16. Products are added up in INT32, as many as cannot overflow
            ($\lfloor (2^{31} - 1) / 2^{2P - 2} \rfloor$, rounded down to an even number; 6 for 15 bits), then the sum goes to an FP32 accumulator. A longer
            `chainLength` can overflow: sums wrap around as in hardware, and each is counted in `format/accumulator_overflows`.

            With `fast` the same operands are multiplied in FP32. The two differ by the order of summation: for a sum of $K$ products in chains of $L$

            $$|y_\text{fast} - y_\text{exact}| \le \left(\gamma_K + \gamma_{\lceil K / L \rceil}\right) \sum |a_i b_i|, \qquad \gamma_n = \frac{n \cdot 2^{-24}}{1 - n \cdot 2^{-24}}$$

            ## What a run reports

            Totals of the run: `format/overflows` (clipped values) and `format/non_finite`. Per site, `format/<site>/…`:

            | statistic | of | meaning |
            |---|---|---|
            | `exponent` | the latest store | $e = \log_2 \kappa$ |
            | `gamma` | the latest store | $\Gamma$ |
            | `utilisation` | the latest store | $\Gamma / 2^{N-1}$: how much of the mantissa is used |
            | `overflow_rate` | since the last report | clipped values per value |
            | `flushed_rate` | since the last report | values that became zero, per value other than zero |
            | `sqnr_db` | the first store since the last report | $10 \log_{10} \left(\sum x^2 / \sum (x - m\kappa)^2\right)$, from up to 16,384 values |

            Events name the site: `overflow-storm` (more than 1 % of its values clipped), `dead-gradient` (every value of a gradient flushed to zero),
            `exponent-pinned` (the prediction lies outside the range of exponents). Each comes once, until a report finds the site well again.

            By default these are recorded for activations, their gradients, and weights of two or more dimensions; `all` adds biases and
            normalisation vectors, weight gradients and optimizer state, and `gamma`, which else follows from `utilisation`; `none` leaves the totals.
            """,
    };

    public override FormatSession CreateSession(IReadOnlyList<int> numbers, JsonObject options, long seed)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var bound = OptionsBinder.Bind<FlexpointOptions>(options, "formatOptions");
        var settings = new FlexpointSettings(numbers[0], numbers[1], bound, seed, new KernelThreads(get_num_threads()));
        return new FlexpointSession(settings, bound.Statistics, IntegerDatapath.Create(numbers[0], bound, settings.Threads));
    }

    public override FormatHardware Hardware(IReadOnlyList<int> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return new(Multiplier.Integer, Precision: numbers[0], Bits: numbers[0], KeptInFormat.Everything, SharedScale.Tensor, ScaleBits: numbers[1]);
    }

    public override CalculatedTensor Calculate(IReadOnlyList<int> numbers, JsonObject options, ReadOnlySpan<float> values, long seed)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var touch = new FlexpointTensor(numbers[0], numbers[1], OptionsBinder.Bind<FlexpointOptions>(options, "formatOptions"), seed).Kernel(values);
        return new(touch.Values, [ValueSet.Integers(numbers[0], touch.Exponent)]);
    }
}
