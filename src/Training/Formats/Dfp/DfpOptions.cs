using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Formats.Storage;

namespace Mantissa.Training.Formats.Dfp;

/// <summary>Options of <c>dfpP</c>.</summary>
public sealed record DfpOptions
{
    [Parameter("Rounding", "Which of two neighbouring values is stored.")]
    public Rounding Rounding { get; init; } = Rounding.NearestEven;

    [Parameter("Headroom", "Bits that operands leave unused, so that sums of their products fit into 32-bit accumulators for longer.", Minimum = 0, Maximum = 2, Unit = "bits")]
    public int Headroom { get; init; } = 1;

    [Parameter("Per-site statistics", "Which sites report exponent, use of the mantissa, overflows, flushed values and noise.")]
    public SiteStatistics Statistics { get; init; } = SiteStatistics.Main;
}
