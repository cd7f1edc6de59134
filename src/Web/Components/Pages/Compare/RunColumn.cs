using System.Globalization;
using Mantissa.Catalogue;
using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;
using Mantissa.Web.Components.Charts;
using Mantissa.Web.Components.Metrics;
using Mantissa.Web.Components.Pages.RunDetails;
using Mantissa.Web.Formatting;

namespace Mantissa.Web.Components.Pages.Compare;

/// <summary>A parameter or a metric, over some runs.</summary>
/// <param name="Key">Tells columns apart, e.g. <c>training.batch</c>, <c>metrics.train/loss</c>.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Unit">Of its values; <c>fraction</c> reads as per cent.</param>
/// <param name="Names">What the values 0, 1, … stand for where they are words; <see langword="null"/> for numbers.</param>
/// <param name="Values">One for each run; NaN where it has none.</param>
public sealed record RunColumn(string Key, string Title, string? Unit, IReadOnlyList<string>? Names, IReadOnlyList<double> Values)
{
    private const string MetricPrefix = "metrics.";

    public bool IsMetric => Key.StartsWith(MetricPrefix, StringComparison.Ordinal);

    /// <summary>Numbers above 0 that span two powers of ten or more are told apart by their logarithms.</summary>
    public bool IsLogarithmic =>
        Names is null && Values.Where(double.IsFinite).ToList() is { Count: > 0 } known && known.Min() > 0 && known.Max() / known.Min() >= 100;

    /// <summary>The value of a run in words.</summary>
    public string Text(int run) => double.IsNaN(Values[run]) ? "–" : Names is { } names ? names[(int)Values[run]] : Numbers.Metric(Values[run], Unit);

    /// <summary>A window in words.</summary>
    public string Words(ChartWindow window)
    {
        var (from, to) = Names is { } names
            ? (names[(int)Math.Clamp(window.From, 0, names.Count - 1)], names[(int)Math.Clamp(window.To, 0, names.Count - 1)])
            : (Numbers.Metric(window.From, Unit), Numbers.Metric(window.To, Unit));
        return from == to ? $"{Title} {from}" : $"{Title} {from} to {to}";
    }

    /// <summary>Whether a run's value is there and within a window; words count as their places.</summary>
    public bool IsWithin(int run, ChartWindow window) => Values[run] >= window.From && Values[run] <= window.To;

    /// <summary>The parameters in which the runs differ, then the metrics that any of them has; what a format reports of its tensors is left out.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="series">What they recorded.</param>
    /// <param name="catalogue">Gives labels, titles, units and which way a metric is better.</param>
    /// <param name="best">A metric is its best value where the catalogue says which that is, instead of its last.</param>
    public static IReadOnlyList<RunColumn> Of(IReadOnlyList<Run> runs, IReadOnlyList<SeriesSummary> series, CatalogueDocument catalogue, bool best = false)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(catalogue);
        var parameters = runs.Select(run => RunParameters.Of(run, catalogue).ToDictionary(p => p.Key)).ToList();
        var keys = parameters.SelectMany(own => own.Values).DistinctBy(p => p.Key);
        var last = series.ToLookup(s => s.Name);
        var entries = runs.Select(run => catalogue.Model(run.Model)?.Trainer).OfType<string>().Distinct()
            .SelectMany(trainer => catalogue.Trainer(trainer)?.Metrics ?? []).DistinctBy(entry => entry.Name).ToDictionary(entry => entry.Name);
        return
        [
            .. keys.Select(p => Parameter(p, [.. parameters.Select(own => own.GetValueOrDefault(p.Key)?.Plain)])).OfType<RunColumn>(),
            .. last.Where(metric => !metric.Key.StartsWith(MetricPanels.FormatPrefix, StringComparison.Ordinal))
                .OrderByDescending(metric => entries.GetValueOrDefault(metric.Key)?.Primary == true).ThenBy(metric => metric.Key, StringComparer.Ordinal)
                .Select(metric => Metric(metric.Key, entries.GetValueOrDefault(metric.Key), runs, metric, best)),
        ];
    }

    private static RunColumn? Parameter(StatedParameter parameter, IReadOnlyList<string?> values)
    {
        if (values.Distinct().Count() < 2)
            return null;
        var numbers = values.Select(value => value is null ? double.NaN : Number(value)).ToList();
        if (values.Zip(numbers).All(pair => pair.First is null || pair.Second is not null))
            return new(parameter.Key, parameter.Label, parameter.Unit, null, [.. numbers.Select(number => number ?? double.NaN)]);
        var names = values.OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return new(parameter.Key, parameter.Label, null, names, [.. values.Select(value => value is null ? double.NaN : names.IndexOf(value))]);
    }

    private static RunColumn Metric(string name, MetricEntry? entry, IReadOnlyList<Run> runs, IEnumerable<SeriesSummary> series, bool best)
    {
        var values = series.ToDictionary(s => s.RunId, s => best && entry is not null ? s.Best(entry.Goal) ?? s.Last : s.Last);
        return new(
            MetricPrefix + name, entry?.Title ?? name, entry?.Unit, null,
            [.. runs.Select(run => values.TryGetValue(run.Id, out var value) && double.IsFinite(value) ? value : double.NaN)]);
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
