using Mantissa.Catalogue;
using Mantissa.Web.Components.Charts;

namespace Mantissa.Web.Components.Metrics;

/// <summary>
/// Arranges a run's metrics into charts. Metrics with the same last part share one (<c>train/loss</c>, <c>validation/loss</c>), and parts
/// join their whole (<c>swd/16</c> the chart of <c>swd</c>); the one with the primary metric comes first, schedule and speed stand aside,
/// and what a format reports has a place of its own.
/// </summary>
public static class MetricPanels
{
    public const string FormatPrefix = "format/";
    private static readonly string[] Aside = ["learning_rate", "images_per_second"];

    /// <param name="names">The metrics that there are.</param>
    /// <param name="trainer">Who declared them; <see langword="null"/> when nobody is known to.</param>
    public static IReadOnlyList<MetricPanel> Of(IEnumerable<string> names, TrainerEntry? trainer)
    {
        ArgumentNullException.ThrowIfNull(names);
        var primary = trainer?.Metrics.FirstOrDefault(m => m.Primary)?.Name;
        var shown = names.Where(name => !name.StartsWith(FormatPrefix, StringComparison.Ordinal)).ToHashSet();
        return shown
            .GroupBy(name => shown.Contains(Phase(name)) ? Phase(name) : Quantity(name))
            .Select(group => Panel(group.Key, [.. group.OrderBy(Rank).ThenBy(n => n, StringComparer.Ordinal)], trainer))
            .OrderBy(panel => panel.Lines.Any(l => l.Name == primary) ? 0 : panel.IsAside ? 2 : 1)
            .ThenBy(panel => panel.Title, StringComparer.Ordinal)
            .ToList();
    }

    private static MetricPanel Panel(string quantity, List<string> names, TrainerEntry? trainer)
    {
        var whole = names.Contains(quantity);
        var declared = names.Select(name => trainer?.Metrics.FirstOrDefault(m => m.Name == name)).FirstOrDefault(m => m is not null);
        var title = (names.Count == 1 || whole) && declared is not null ? declared.Title : Words(quantity);
        var lines = names.Select((name, i) => new MetricLine(name, names.Count == 1 ? "" : Label(name, quantity, whole), StrokeOf(i)));
        return new(quantity, title, declared?.Unit, lines.ToList()) { IsAside = Aside.Contains(quantity) || names.All(name => Phase(name) == "time") };
    }

    private static string Quantity(string name) => name[(name.LastIndexOf('/') + 1)..];

    private static string Phase(string name) => name.LastIndexOf('/') is var slash && slash > 0 ? name[..slash] : name;

    private static string Label(string name, string quantity, bool whole) =>
        name == quantity ? "overall" : Words(whole ? Quantity(name) : Phase(name)).ToLowerInvariant();

    private static int Rank(string name) => Phase(name) switch { "validation" => 0, "train" => 1, _ => 2 };

    private static ChartStroke StrokeOf(int position) =>
        position switch { 0 => ChartStroke.Solid, 1 => ChartStroke.Pale, 2 => ChartStroke.Dashed, _ => ChartStroke.Dotted };

    /// <summary><c>images_per_second</c> as "Images per second".</summary>
    private static string Words(string name) => name switch
    {
        "top1" => "Top-1 accuracy",
        "top5" => "Top-5 accuracy",
        "" => "",
        _ => string.Concat(char.ToUpperInvariant(name[0]).ToString(), name[1..].Replace('_', ' ').Replace('/', ' ')),
    };
}
