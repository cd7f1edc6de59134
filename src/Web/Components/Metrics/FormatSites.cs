namespace Mantissa.Web.Components.Metrics;

/// <summary>What a format reports about its tensors: metrics named <c>format/&lt;site&gt;/&lt;statistic&gt;</c>, taken apart.</summary>
public sealed class FormatSites
{
    private static readonly Dictionary<string, string> Titles = new()
    {
        ["exponent"] = "Shared exponent",
        ["gamma"] = "Largest mantissa Γ",
        ["utilisation"] = "Mantissa utilisation",
        ["overflow_rate"] = "Overflow rate",
        ["flushed_rate"] = "Flushed to zero",
        ["sqnr_db"] = "Signal to quantisation noise, dB",
    };

    private readonly Dictionary<string, List<string>> _sites = [];

    public FormatSites(IEnumerable<string> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        foreach (var name in metrics.Where(n => n.StartsWith(MetricPanels.FormatPrefix, StringComparison.Ordinal)))
        {
            var rest = name[MetricPanels.FormatPrefix.Length..];
            var slash = rest.LastIndexOf('/');
            if (slash <= 0)
                continue;
            if (!_sites.TryGetValue(rest[(slash + 1)..], out var sites))
                _sites[rest[(slash + 1)..]] = sites = [];
            sites.Add(rest[..slash]);
        }
    }

    /// <summary>The statistics there are, in the order in which they explain each other.</summary>
    public IReadOnlyList<string> Statistics => _sites.Keys
        .OrderBy(s => Array.IndexOf([.. Titles.Keys], s) is var i && i < 0 ? int.MaxValue : i).ThenBy(s => s, StringComparer.Ordinal).ToList();

    /// <summary>The tensors that report a statistic and whose name contains a text.</summary>
    public IReadOnlyList<string> Sites(string statistic, string filter) =>
        _sites.TryGetValue(statistic, out var sites) ? sites.Where(s => s.Contains(filter.Trim(), StringComparison.OrdinalIgnoreCase)).ToList() : [];

    public static string Title(string statistic) => Titles.GetValueOrDefault(statistic, statistic.Replace('_', ' '));

    public static string Metric(string site, string statistic) => $"{MetricPanels.FormatPrefix}{site}/{statistic}";

    public static string? Unit(string statistic) => statistic is "utilisation" or "overflow_rate" or "flushed_rate" ? "fraction" : null;
}
