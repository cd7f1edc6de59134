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
        if (WidgetKind.Find(widget.Kind) is not { } kind)
            return widget.Kind;
        return kind.Resolve(widget.Options).Values[WidgetOptions.Metric]?.GetValue<string>() is { } metric
            ? catalogue is null ? metric : WidgetMetrics.Title(catalogue, metric)
            : kind.Title;
    }
}
