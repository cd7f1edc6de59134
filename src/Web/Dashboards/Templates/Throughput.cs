using Mantissa.Data.Dashboards;

namespace Mantissa.Web.Dashboards.Templates;

internal sealed class Throughput : ReadyMade
{
    public override string Name => "throughput";
    public override string Title => "Throughput";
    public override string Summary => "How fast do runs train, and what do they wait for?";
    public override string Icon => "preset";
    protected override int Order => 4;

    protected override IEnumerable<DashboardWidget> Widgets() =>
    [
        Place("number", new(0, 0, 4, 2), "Fastest run", ("metric", "images_per_second"), ("statistic", "best")),
        Place("number", new(4, 0, 4, 2), "Mean over runs", ("metric", "images_per_second"), ("statistic", "mean")),
        Place("number", new(8, 0, 4, 2), "Newest run", ("metric", "images_per_second"), ("statistic", "last")),
        Place("chart", new(0, 2, 12, 5), "Images per second", ("metric", "images_per_second"), ("axis", "elapsed"), ("smoothing", 0.6)),
        Place("chart", new(0, 7, 6, 5), "Time of a step, ms", ("metric", "time/step"), ("smoothing", 0.6)),
        Place("chart", new(6, 7, 6, 5), "Waiting for data, ms a step", ("metric", "time/data_wait"), ("smoothing", 0.6)),
        Place("runs", new(0, 12, 12, 5), "Runs", ("metrics", "images_per_second, time/step, time/data_wait")),
    ];
}
