using Mantissa.Catalogue;
using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;
using Mantissa.Data.Runs;

namespace Mantissa.Data.Comparisons;

/// <summary>Makes the parity table from what runs recorded.</summary>
public static class ParityBuilder
{
    /// <param name="comparison">The comparison.</param>
    /// <param name="runs">Its runs.</param>
    /// <param name="series">Statistics of their metrics; those of the primary metrics are used.</param>
    /// <param name="catalogue">Tells each model's primary metric.</param>
    public static ParityTable Build(
        Comparison comparison, IReadOnlyList<Run> runs, IReadOnlyList<SeriesSummary> series, CatalogueDocument catalogue)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return Build(comparison.Baseline, comparison.Specification.Formats, runs, series, catalogue) with { ComparisonId = comparison.Id };
    }

    /// <summary>
    /// Of runs that were chosen by hand; formats in the order in which they come. Runs that are made elsewhere have no seed by which they
    /// could be paired, so they are left out.
    /// </summary>
    /// <param name="runs">The runs.</param>
    /// <param name="baseline">The format that the others are measured against.</param>
    /// <param name="series">Statistics of their metrics; those of the primary metrics are used.</param>
    /// <param name="catalogue">Tells each model's primary metric.</param>
    public static ParityTable BuildChosen(
        IReadOnlyList<Run> runs, string baseline, IReadOnlyList<SeriesSummary> series, CatalogueDocument catalogue)
    {
        Run[] own = [.. runs.Where(run => !run.External)];
        return Build(baseline, [.. own.Select(run => run.Format).Distinct()], own, series, catalogue);
    }

    /// <param name="baseline">The format that the others are measured against.</param>
    /// <param name="order">Formats in the order of the rows; others follow.</param>
    /// <param name="runs">The runs, of a comparison or not.</param>
    /// <param name="series">Statistics of their metrics; those of the primary metrics are used.</param>
    /// <param name="catalogue">Tells each model's primary metric.</param>
    public static ParityTable Build(
        string baseline, IReadOnlyList<string> order, IReadOnlyList<Run> runs, IReadOnlyList<SeriesSummary> series, CatalogueDocument catalogue)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(catalogue);
        var lookup = series.ToDictionary(summary => (summary.RunId, summary.Name));

        // A model may be in a comparison more than once, with other data or another recipe.
        var models = runs.OrderBy(run => run.Id).GroupBy(RecipeOf);
        return new(null, baseline, [.. models.Select(model => BuildModel(baseline, order, [.. model], lookup, catalogue))]);
    }

    private static string RecipeOf(Run run) => Convert.ToHexString(RequestHash.Of(new
    {
        run.Model,
        run.Dataset,
        run.Specification.ModelOptions,
        run.Specification.DatasetOptions,
        run.Specification.Training,
    }));

    private static ParityModel BuildModel(
        string reference, IReadOnlyList<string> order, Run[] runs, Dictionary<(Guid, string), SeriesSummary> series, CatalogueDocument catalogue)
    {
        var metric = catalogue.PrimaryMetric(runs[0].Model);
        var formats = runs
            .Select(run => ParityOutcome.Of(run, metric is null ? null : series.GetValueOrDefault((run.Id, metric.Name)), metric?.Goal ?? MetricGoal.None))
            .GroupBy(outcome => outcome.Run.Format)
            .Select(format => (Format: format.Key, Outcomes: NewestOfSeeds(format)))
            .OrderByDescending(format => format.Format == reference)
            .ThenBy(format => PlaceIn(order, format.Format))
            .ToArray();
        var baseline = formats.FirstOrDefault(format => format.Format == reference).Outcomes ?? [];
        return new(runs[0].Model, runs[0].Dataset, metric, [.. formats.Select(
            format => BuildRow(format.Format, format.Format == reference, format.Outcomes, baseline, metric))]);
    }

    private static ParityRow BuildRow(
        string format, bool isBaseline, ParityOutcome[] outcomes, ParityOutcome[] baseline, MetricEntry? metric)
    {
        var completed = outcomes.Where(outcome => outcome.IsCompleted).ToArray();
        (ParityVerdict? Verdict, PairedDifference? Difference, string Explanation) judged =
            isBaseline ? (null, null, "The others are measured against it.")
            : metric is null ? (ParityVerdict.Pending, null, "No worker has published by which metric this model is compared.")
            : ParityJudge.Judge(outcomes, baseline, metric);
        return new(
            format, isBaseline, [.. outcomes.Select(outcome => outcome.Run.Id)], completed.Length, outcomes.Count(outcome => outcome.IsFailed),
            Mean(completed.Select(outcome => outcome.Final)), Mean(completed.Select(outcome => outcome.Best)), judged.Difference, judged.Verdict,
            judged.Explanation);
    }

    /// <summary>Runs chosen by hand may repeat a seed; twice the same says nothing more, so the newest of them counts.</summary>
    private static ParityOutcome[] NewestOfSeeds(IEnumerable<ParityOutcome> outcomes) =>
        [.. outcomes.GroupBy(outcome => outcome.Run.Seed).OrderBy(seed => seed.Key).Select(seed => seed.MaxBy(outcome => outcome.Run.Id)!)];

    private static double? Mean(IEnumerable<double?> values) => values.Average();

    private static int PlaceIn(IReadOnlyList<string> order, string format)
    {
        for (var i = 0; i < order.Count; i++)
        {
            if (order[i] == format)
                return i;
        }

        return int.MaxValue;
    }
}
