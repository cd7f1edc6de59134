using Mantissa.Data.Dashboards;

namespace Mantissa.Web.Dashboards.Templates;

internal sealed class FormatHealth : ReadyMade
{
    public override string Name => "format-health";
    public override string Title => "Format health";
    public override string Summary => "Where do values overflow or vanish, and how much of the mantissa is used?";
    public override string Icon => "number";
    protected override int Order => 3;

    protected override IEnumerable<DashboardWidget> Widgets() =>
    [
        Place("text", new(0, 0, 12, 2), "How to read it", ("text", "One line for each tensor that a format reports on. Set the query to one run to read them well.")),
        Place("chart", new(0, 2, 6, 5), "Shared exponents", ("metric", "format/*/exponent")),
        Place("chart", new(6, 2, 6, 5), "Overflow rate", ("metric", "format/*/overflow_rate")),
        Place("chart", new(0, 7, 6, 5), "Flushed to zero", ("metric", "format/*/flushed_rate")),
        Place("chart", new(6, 7, 6, 5), "Mantissa utilisation", ("metric", "format/*/utilisation")),
        Place("chart", new(0, 12, 12, 5), "Signal to quantisation noise, dB", ("metric", "format/*/sqnr_db")),
    ];
}
