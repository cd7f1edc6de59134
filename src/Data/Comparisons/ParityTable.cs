using Mantissa.Catalogue;

namespace Mantissa.Data.Comparisons;

/// <summary>Whether a format trains as well as the baseline.</summary>
public enum ParityVerdict
{
    /// <summary>Some of the runs that decide it have not ended, or it is not known what to compare.</summary>
    Pending,

    /// <summary>Nothing can be said yet: fewer than two seeds, or an interval too wide to decide.</summary>
    NotEnoughSeeds,

    /// <summary>The whole interval is within the tolerance.</summary>
    Match,

    /// <summary>The whole interval is on the bad side of the tolerance.</summary>
    Worse,

    /// <summary>The whole interval is on the good side of the tolerance.</summary>
    Better,

    /// <summary>It did not get to the end with a seed with which the baseline did.</summary>
    Failed,
}

/// <summary>Verdicts in words.</summary>
public static class ParityVerdictWords
{
    public static string Word(this ParityVerdict verdict) =>
        verdict == ParityVerdict.NotEnoughSeeds ? "not enough seeds" : verdict.ToString().ToLowerInvariant();
}

/// <summary>For each model of some runs, how each format did against the baseline.</summary>
/// <param name="ComparisonId">The comparison that they are the runs of; <see langword="null"/> for runs that were chosen by hand.</param>
/// <param name="Baseline">The format that the others are measured against.</param>
/// <param name="Models">The models.</param>
public sealed record ParityTable(Guid? ComparisonId, string Baseline, IReadOnlyList<ParityModel> Models);

/// <summary>One model with its dataset and recipe.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="Metric">What is compared, as the model's trainer declares it; absent when no worker has published the model.</param>
/// <param name="Formats">The baseline first, then in the order of the comparison.</param>
public sealed record ParityModel(string Model, string Dataset, MetricEntry? Metric, IReadOnlyList<ParityRow> Formats);

/// <summary>One format of a model.</summary>
/// <param name="Format">Its name.</param>
/// <param name="IsBaseline">Whether the others are measured against it.</param>
/// <param name="RunIds">Its runs, by seed.</param>
/// <param name="Completed">How many of them completed with a finite result.</param>
/// <param name="Failed">How many failed, were cancelled, or ended in a value that is not finite.</param>
/// <param name="MeanFinal">Mean of the last values of the completed runs.</param>
/// <param name="MeanBest">Mean of their best values.</param>
/// <param name="Difference">Final value minus the baseline's, paired by seed; absent for the baseline and without a pair.</param>
/// <param name="Verdict">What follows; absent for the baseline.</param>
/// <param name="Explanation">Why, in a sentence.</param>
public sealed record ParityRow(
    string Format, bool IsBaseline, IReadOnlyList<Guid> RunIds, int Completed, int Failed, double? MeanFinal, double? MeanBest,
    PairedDifference? Difference, ParityVerdict? Verdict, string Explanation);
