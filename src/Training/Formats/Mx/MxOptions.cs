using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Formats.Storage;

namespace Mantissa.Training.Formats.Mx;

/// <summary>Options of the microscaling formats.</summary>
public sealed record MxOptions
{
    [Parameter("Rounding", "Which of two neighbouring values is stored.")]
    public Rounding Rounding { get; init; } = Rounding.NearestEven;

    [Parameter("Per-site statistics", "Which sites report their largest value, overflows, flushed values and noise.")]
    public SiteStatistics Statistics { get; init; } = SiteStatistics.Main;
}
