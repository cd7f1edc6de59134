using System.Globalization;
using System.Web;
using Mantissa.Catalogue;
using Mantissa.Data.Comparisons;
using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;
using Mantissa.Web.Components.Metrics;
using Mantissa.Web.Components.Samples;
using Mantissa.Web.Formatting;

namespace Mantissa.Web.Components.Pages.Compare;

/// <summary>What the page of a comparison shows: its runs, grouped by model, and which formats are in sight.</summary>
public sealed class CompareView(Comparison? comparison, CatalogueDocument catalogue)
{
    /// <summary>The comparison; <see langword="null"/> when the runs were chosen by hand.</summary>
    public Comparison? Comparison { get; } = comparison;

    public CatalogueDocument Catalogue { get; } = catalogue;
    public IReadOnlyList<Run> Runs { get; set; } = [];
    public IReadOnlyList<SeriesSummary> Metrics { get; set; } = [];
    public ParityTable? Parity { get; set; }

    /// <summary>Whose pictures are shown; <see langword="null"/> for the first seed of each model.</summary>
    public long? Seed { get; set; }

    /// <summary>Formats whose lines are switched off.</summary>
    public HashSet<string> Hidden { get; } = [];

    public IReadOnlyList<string> Formats => Runs.Select(r => r.Format).Distinct().OrderBy(f => f != Baseline).ToList();

    public string Baseline => Comparison?.Baseline ?? FormatPalette.Reference;

    public IReadOnlyList<long> Seeds => Runs.Select(r => r.Seed).Distinct().Order().ToList();

    /// <summary>Whether there is a verdict to show; of runs chosen by hand only where the same recipe was trained in the baseline, too.</summary>
    public bool IsJudged => Parity is { } parity && (Comparison is not null || parity.Models.Count > 0);

    /// <summary>Why there is no verdict, in a sentence.</summary>
    public string WhyUnjudged => Runs.All(r => r.External)
        ? "There is no verdict: runs that are made elsewhere have no seed by which they could be paired."
        : $"There is no verdict: none of these recipes was trained both in {Baseline} and in another format.";

    /// <summary>Whether some runs differ in nothing but their seed.</summary>
    public bool IsSeeded => Runs.GroupBy(r => (r.Model, r.Format)).Any(group => group.Select(r => r.Seed).Distinct().Count() > 1);

    /// <summary>The models, each with its runs: their metrics differ, so their charts are apart.</summary>
    public IReadOnlyList<ModelGroup> Groups(FormatPalette palette) => Runs
        .GroupBy(r => r.Model)
        .Select(group => GroupOf(group.Key, [.. group.OrderBy(r => r.Format != Baseline).ThenBy(r => r.Format, StringComparer.Ordinal).ThenBy(r => r.Seed)], palette))
        .ToList();

    public void Toggle(string format)
    {
        if (!Hidden.Remove(format))
            Hidden.Add(format);
    }

    /// <summary>The query part of the page's address.</summary>
    public string ToQuery(ChartSettings settings, RelationSettings relations, Folds folds, string? runs)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(relations);
        ArgumentNullException.ThrowIfNull(folds);
        var query = HttpUtility.ParseQueryString("");
        if (runs is not null)
            query["runs"] = runs;
        if (Hidden.Count > 0)
            query["hide"] = string.Join(',', Hidden.Order(StringComparer.Ordinal));
        query.Put("seed", Seed?.ToString(CultureInfo.InvariantCulture));
        settings.WriteTo(query);
        relations.WriteTo(query);
        folds.WriteTo(query);
        return query.Count == 0 ? "" : $"?{query}";
    }

    private ModelGroup GroupOf(string model, List<Run> runs, FormatPalette palette)
    {
        var entry = Catalogue.Model(model);
        var ids = runs.Select(r => r.Id).ToHashSet();
        var series = Metrics.Where(m => ids.Contains(m.RunId)).ToList();
        var label = RunLabels.Of(runs);
        return new(
            model,
            entry?.Title ?? (model.Length == 0 ? "Model not stated" : model),
            runs,
            MetricPanels.Of(series.Select(m => m.Name).Distinct(), entry is null ? null : Catalogue.Trainer(entry.Trainer)),
            runs.Where(r => !Hidden.Contains(r.Format)).Select(r => ChartRun.Of(r, label(r), palette)).ToList(),
            series);
    }
}

/// <summary>The runs of one model.</summary>
public sealed record ModelGroup(
    string Model, string Title, IReadOnlyList<Run> Runs, IReadOnlyList<MetricPanel> Panels, IReadOnlyList<ChartRun> Lines,
    IReadOnlyList<SeriesSummary> Series)
{
    public IReadOnlyList<long> Seeds => [.. Runs.Select(r => r.Seed).Distinct().Order()];

    /// <summary>What there is to see, in a few words.</summary>
    public string Contents =>
        $"{Runs.Count} {(Runs.Count == 1 ? "run" : "runs")}, {Panels.Count} {(Panels.Count == 1 ? "metric" : "metrics")}";

    /// <summary>The wall of a seed: one picture a format, or one a run with its name where a format has more.</summary>
    public IReadOnlyList<SampleTile> Tiles(long seed)
    {
        var own = Runs.Where(r => r.Seed == seed).ToList();
        return [.. own.Select(r => new SampleTile(r.Id, $"{r.Model}, {r.Format}", r.Format) { Note = own.Count(other => other.Format == r.Format) > 1 ? r.Name : null })];
    }
}
