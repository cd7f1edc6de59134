using Mantissa.Catalogue;
using Mantissa.Data.Dashboards;
using Mantissa.Web.Dashboards;

namespace Mantissa.Web.Components.Dashboards;

/// <summary>The heading of a widget: its own, or that of its metric, or that of its kind.</summary>
public static class WidgetTitle
{
    public static string Of(DashboardWidget widget, CatalogueDocument? catalogue)
    {
        ArgumentNullException.ThrowIfNull(widget);
        if (widget.Title.Length > 0)
            return widget.Title;
        if (widget.Options[WidgetOptions.Metric] is { } metric && metric.GetValueKind() == System.Text.Json.JsonValueKind.String)
            return catalogue is null ? metric.GetValue<string>() : WidgetMetrics.Title(catalogue, metric.GetValue<string>());
        return WidgetKind.Find(widget.Kind)?.Title ?? widget.Kind;
    }
}
