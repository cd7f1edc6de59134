using Mantissa.Training.Accelerators.Integer;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Formats.Storage;

namespace Mantissa.Training.Formats.Flexpoint;

/// <summary>Options of <c>flexN+M</c>.</summary>
public sealed record FlexpointOptions : IntegerDatapathOptions
{
    [Parameter("Autoflex", "How exponents are predicted: as in the Flexpoint paper, or as its predecessor in ngraph-python did.")]
    public AutoflexMode Autoflex { get; init; } = AutoflexMode.Paper;

    [Parameter("Rounding", "Which of two neighbouring values is stored.")]
    public Rounding Rounding { get; init; } = Rounding.NearestEven;

    [Parameter("Per-site statistics", "Which sites report exponent, use of the mantissa, overflows, flushed values and noise.")]
    public SiteStatistics Statistics { get; init; } = SiteStatistics.Main;

    [Parameter("α", "Safety factor on the predicted magnitude.", Minimum = 1, Maximum = 16, Group = "Advanced")]
    public double Alpha { get; init; } = 2;

    [Parameter("β", "Standard deviations of the recent maxima added to the largest.", Minimum = 0, Maximum = 16, Group = "Advanced")]
    public double Beta { get; init; } = 3;

    [Parameter("γ", "Mantissa steps added, so that constant maxima leave room too.", Minimum = 0, Maximum = 10000, Group = "Advanced")]
    public double Gamma { get; init; } = 100;

    [Parameter("History", "How many recent maxima the prediction looks at.", Minimum = 1, Maximum = 1024, Unit = "stores", Group = "Advanced")]
    public int History { get; init; } = 16;

    [Parameter(
        "Exponent bias", "Largest exponent that can be stored: κ goes from 2^(bias + 1 − 2^M) to 2^bias.", Minimum = -120, Maximum = 64, Group = "Advanced")]
    public int ExponentBias { get; init; }
}
