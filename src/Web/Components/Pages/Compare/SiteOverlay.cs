using Mantissa.Data.Metrics;
using Mantissa.Web.Components.Charts;
using Mantissa.Web.Components.Metrics;

namespace Mantissa.Web.Components.Pages.Compare;

/// <summary>What the formats of several runs report of one of a model's tensors, for charts with a line for each run.</summary>
public static class SiteOverlay
{
    /// <summary>The tensors that any run reports of, those first that overflow most; among equals those with the most noise, then by name.</summary>
    public static IReadOnlyList<string> Sites(IReadOnlyList<SeriesSummary> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var sites = new FormatSites(series.Select(s => s.Name).Distinct());
        var known = series.ToLookup(s => s.Name);
        return
        [
            .. sites.Statistics.SelectMany(statistic => sites.Sites(statistic, "")).Distinct()
                .OrderByDescending(site => known[FormatSites.Metric(site, "overflow_rate")].Select(s => s.Max ?? 0).DefaultIfEmpty(0).Max())
                .ThenBy(site => known[FormatSites.Metric(site, "sqnr_db")].Select(s => s.Min ?? double.MaxValue).DefaultIfEmpty(double.MaxValue).Min())
                .ThenBy(site => site, StringComparer.Ordinal),
        ];
    }

    /// <summary>A chart for each statistic of the tensor, the rate of overflows and the noise first.</summary>
    public static IReadOnlyList<MetricPanel> Panels(string site, IReadOnlyList<SeriesSummary> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        string[] first = ["overflow_rate", "sqnr_db"];
        var sites = new FormatSites(series.Select(s => s.Name).Distinct());
        return
        [
            .. sites.Statistics.Where(statistic => sites.Sites(statistic, "").Contains(site))
                .OrderBy(statistic => Array.IndexOf(first, statistic) is var place && place < 0 ? first.Length : place)
                .Select(statistic => new MetricPanel(
                    statistic, FormatSites.Title(statistic), FormatSites.Unit(statistic), [new(FormatSites.Metric(site, statistic), "", ChartStroke.Solid)])),
        ];
    }
}
