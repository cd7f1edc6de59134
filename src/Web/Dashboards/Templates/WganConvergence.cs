using Mantissa.Data.Dashboards;

namespace Mantissa.Web.Dashboards.Templates;

internal sealed class WganConvergence : ReadyMade
{
    public override string Name => "wgan-convergence";
    public override string Title => "W-GAN convergence";
    public override string Summary => "Does the critic's estimate of the Wasserstein distance fall, and do the pictures follow it?";
    public override string Icon => "image";
    protected override int Order => 2;
    protected override string Query => "model = 'wgan'";

    protected override IEnumerable<DashboardWidget> Widgets() =>
    [
        Place("number", new(0, 0, 3, 2), "Best sliced distance", ("metric", "swd"), ("statistic", "best")),
        Place("number", new(0, 2, 3, 2), "Mean of the last ones", ("metric", "swd"), ("statistic", "mean")),
        Place("chart", new(3, 0, 9, 5), "Wasserstein estimate", ("metric", "wasserstein"), ("smoothing", 0.8)),
        Place("chart", new(0, 5, 6, 5), "Sliced distance to real images", ("metric", "swd")),
        Place("chart", new(6, 5, 6, 5), "Critic and generator", ("metric", "*/loss"), ("smoothing", 0.8)),
        Place("samples", new(0, 10, 12, 8), "The same noise in every format"),
    ];
}
