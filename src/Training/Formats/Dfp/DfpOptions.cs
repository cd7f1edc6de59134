using Mantissa.Training.Accelerators.Integer;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Formats.Storage;

namespace Mantissa.Training.Formats.Dfp;

/// <summary>Options of <c>dfpP</c>.</summary>
public sealed record DfpOptions : IntegerDatapathOptions
{
    [Parameter("Rounding", "Which of two neighbouring values is stored.")]
    public Rounding Rounding { get; init; } = Rounding.NearestEven;

    [Parameter("Per-site statistics", "Which sites report exponent, use of the mantissa, overflows, flushed values and noise.")]
    public SiteStatistics Statistics { get; init; } = SiteStatistics.Main;
}
