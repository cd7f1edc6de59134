using Mantissa.Data.Dashboards;

namespace Mantissa.Web.Dashboards.Templates;

internal sealed class OneModel : ReadyMade
{
    public override string Name => "one-model";
    public override string Title => "One model across formats";
    public override string Summary => "One network in every format it was trained in: set the query to the name of another model to look at that one.";
    public override string Icon => "compare";
    protected override int Order => 5;
    protected override string Query => "model = 'resnet'";

    protected override IEnumerable<DashboardWidget> Widgets() =>
    [
        Place("number", new(0, 0, 3, 2), "Best accuracy", ("metric", "validation/top1"), ("statistic", "best")),
        Place("number", new(0, 2, 3, 3), "Mean of the last ones", ("metric", "validation/top1"), ("statistic", "mean")),
        Place("chart", new(3, 0, 9, 5), "Validation accuracy, mean over seeds", ("metric", "validation/top1"), ("lines", "formats")),
        Place("chart", new(0, 5, 6, 5), "Training loss", ("metric", "train/loss"), ("smoothing", 0.8), ("logarithmic", true)),
        Place("chart", new(6, 5, 6, 5), "Validation loss", ("metric", "validation/loss"), ("lines", "formats")),
        Place("parity", new(0, 10, 12, 6), "Verdicts"),
        Place("runs", new(0, 16, 12, 5), "Runs"),
    ];
}
