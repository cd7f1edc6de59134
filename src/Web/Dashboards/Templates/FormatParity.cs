using Mantissa.Data.Dashboards;

namespace Mantissa.Web.Dashboards.Templates;

internal sealed class FormatParity : ReadyMade
{
    public override string Name => "format-parity";
    public override string Title => "Format parity";
    public override string Summary => "Which number formats train as well as FP32, and how sure is that?";
    public override string Icon => "check";
    protected override int Order => 1;

    protected override IEnumerable<DashboardWidget> Widgets() =>
    [
        Place("parity", new(0, 0, 12, 7), "Verdicts against FP32"),
        Place("chart", new(0, 7, 4, 5), "", ("metric", "validation/top1"), ("lines", "formats")),
        Place("chart", new(4, 7, 4, 5), "", ("metric", "swd"), ("lines", "formats")),
        Place("chart", new(8, 7, 4, 5), "Training loss", ("metric", "train/loss"), ("lines", "formats"), ("smoothing", 0.9)),
        Place("samples", new(0, 12, 12, 7), "What the generators draw"),
        Place("runs", new(0, 19, 12, 6), "The runs behind it", ("metrics", "validation/top1, swd")),
    ];
}
