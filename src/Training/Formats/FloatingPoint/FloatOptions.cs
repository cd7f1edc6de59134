using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Formats.Storage;

namespace Mantissa.Training.Formats.FloatingPoint;

/// <summary>Options of floating-point formats.</summary>
public record FloatOptions
{
    [Parameter("Rounding", "Which of two neighbouring values is stored.")]
    public Rounding Rounding { get; init; } = Rounding.NearestEven;

    [Parameter("Per-site statistics", "Which sites report their largest value, overflows, flushed values and noise.")]
    public SiteStatistics Statistics { get; init; } = SiteStatistics.Main;
}
