using Mantissa.Catalogue;
using Mantissa.Data.Entities;
using Mantissa.Web.Components.Pages.RunDetails;

namespace Mantissa.Web.Components.Pages.Compare;

/// <summary>In what the specifications of some runs differ from one of them.</summary>
/// <param name="Variants">Runs alike in all but their seed, those like the baseline first.</param>
/// <param name="Rows">The parameters that differ.</param>
public sealed record ParameterDiff(IReadOnlyList<IReadOnlyList<Run>> Variants, IReadOnlyList<ParameterDiffRow> Rows)
{
    private const string Seed = "seed";

    /// <param name="runs">The runs.</param>
    /// <param name="baseline">The one of them that the others are measured against.</param>
    /// <param name="catalogue">Gives order and labels.</param>
    public static ParameterDiff Of(IReadOnlyList<Run> runs, Run baseline, CatalogueDocument catalogue)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(baseline);
        var own = Parameters(baseline, catalogue);
        var variants = runs.Select(run => (Run: run, Parameters: Parameters(run, catalogue)))
            .GroupBy(entry => string.Join('\n', entry.Parameters.Select(p => $"{p.Key}={p.Text}").Order(StringComparer.Ordinal)))
            .OrderByDescending(group => group.Any(entry => entry.Run.Id == baseline.Id))
            .Select(group => (Runs: group.Select(entry => entry.Run).ToList(), group.First().Parameters))
            .ToList();

        var known = own.Concat(variants.SelectMany(variant => variant.Parameters)).DistinctBy(p => p.Key);
        var rows = known
            .Select(p => new ParameterDiffRow(
                p.Section, p.Label, [.. variants.Select(variant => variant.Parameters.Find(other => other.Key == p.Key)?.Text)]))
            .Where(row => row.Values.Distinct().Count() > 1)
            .ToList();
        return new([.. variants.Select(variant => variant.Runs)], rows);
    }

    private static List<StatedParameter> Parameters(Run run, CatalogueDocument catalogue) =>
        [.. RunParameters.Of(run, catalogue).Where(p => p.Key != Seed)];
}

/// <summary>A parameter that differs.</summary>
/// <param name="Section">What it belongs to.</param>
/// <param name="Label">Its name.</param>
/// <param name="Values">One for each variant; <see langword="null"/> where it has no such parameter.</param>
public sealed record ParameterDiffRow(string Section, string Label, IReadOnlyList<string?> Values);
