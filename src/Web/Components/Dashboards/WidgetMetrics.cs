using Mantissa.Catalogue;

namespace Mantissa.Web.Components.Dashboards;

/// <summary>From what a widget says about metrics to metrics.</summary>
public static class WidgetMetrics
{
    /// <summary>As a trainer declares it; the first one that does.</summary>
    public static MetricEntry? Entry(CatalogueDocument catalogue, string metric)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return catalogue.Trainers.SelectMany(trainer => trainer.Metrics).FirstOrDefault(entry => entry.Name == metric);
    }

    public static string Title(CatalogueDocument catalogue, string metric) => Entry(catalogue, metric)?.Title ?? metric;

    /// <summary>Whether it stands for several metrics: <c>format/*/exponent</c>.</summary>
    public static bool IsPattern(string metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.Contains('*', StringComparison.Ordinal);
    }

    /// <summary>The names that a pattern stands for; each <c>*</c> is any text.</summary>
    public static IReadOnlyList<string> Match(string pattern, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var parts = pattern.Split('*');
        return [.. names.Distinct().Where(name => Matches(parts, name)).Order(StringComparer.Ordinal)];
    }

    /// <summary>What tells a metric apart among those of its pattern: the part that the first <c>*</c> stands for.</summary>
    public static string Distinction(string pattern, string name)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(name);
        var (head, tail) = (pattern.IndexOf('*', StringComparison.Ordinal), pattern.Length - 1 - pattern.LastIndexOf('*'));
        return head < 0 ? name : name[head..(name.Length - tail)];
    }

    private static bool Matches(string[] parts, string name)
    {
        if (parts.Length == 1)
            return name == parts[0];
        if (name.Length < parts[0].Length + parts[^1].Length || !name.StartsWith(parts[0], StringComparison.Ordinal) || !name.EndsWith(parts[^1], StringComparison.Ordinal))
            return false;
        var (at, end) = (parts[0].Length, name.Length - parts[^1].Length);
        foreach (var part in parts[1..^1])
        {
            var found = name.IndexOf(part, at, end - at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + part.Length;
        }

        return true;
    }
}
