using System.Globalization;
using Mantissa.Catalogue;

namespace Mantissa.Data.Comparisons;

/// <summary>
/// Decides on a format. The 95 % interval of its difference to the baseline, paired by seed, is held against the metric's tolerance τ (0
/// where none is declared): inside ±τ is a match, wholly beyond τ is better or worse by the metric's goal, and an interval that reaches
/// across τ decides nothing, which more seeds can change. Without a tolerance an interval that holds 0 is a match. One seed cannot tell a
/// format's difference from chance, so it never decides.
/// </summary>
internal static class ParityJudge
{
    public static (ParityVerdict Verdict, PairedDifference? Difference, string Explanation) Judge(
        IReadOnlyList<ParityOutcome> format, IReadOnlyList<ParityOutcome> baseline, MetricEntry metric)
    {
        var pairs = Pair(format, baseline);
        var differences = pairs.Where(pair => pair.Format.IsCompleted && pair.Baseline.IsCompleted)
            .Select(pair => pair.Format.Final!.Value - pair.Baseline.Final!.Value).ToArray();
        var difference = differences.Length == 0 ? null : PairedDifference.Of(differences);

        if (pairs.Find(pair => pair.Format.IsFailed && pair.Baseline.IsCompleted) is { Format: { } failed })
            return (ParityVerdict.Failed, difference, $"With seed {failed.Run.Seed} it did not get to the end: {failed.Reason.TrimEnd('.')}.");
        var pending = pairs.Count(pair => pair.Format.IsPending || pair.Baseline.IsPending);
        if (pending > 0)
            return (ParityVerdict.Pending, difference, $"{pending} of {pairs.Count} seeds are not trained to the end.");
        if (difference is null)
        {
            return (ParityVerdict.NotEnoughSeeds, null, pairs.Count == 0
                ? "No seed was trained in both this format and the baseline."
                : "The baseline did not get to the end with any of its seeds.");
        }

        if (difference.Pairs == 1)
            return (ParityVerdict.NotEnoughSeeds, difference, "One seed cannot tell a difference between formats from chance; train at least three.");
        return Weigh(difference, metric);
    }

    private static (ParityVerdict, PairedDifference, string) Weigh(PairedDifference difference, MetricEntry metric)
    {
        var (low, high) = (difference.Low!.Value, difference.High!.Value);
        var tolerance = metric.Tolerance ?? 0;
        // A fraction is read in per cent everywhere, so differences of it are percentage points.
        var (scale, unit, digits) = metric.Unit == "fraction" ? (100, " pp", "0.##") : (1, "", "0.####");
        string Signed(double value) => (scale * value).ToString($"+{digits};−{digits};0", CultureInfo.InvariantCulture);
        var interval = $"{Signed(low)} to {Signed(high)}{unit}";
        var limit = $"±{(scale * tolerance).ToString(digits, CultureInfo.InvariantCulture)}{unit}";
        var beyond = low > tolerance || high < -tolerance;
        if (tolerance == 0 ? !beyond : low >= -tolerance && high <= tolerance)
        {
            return (ParityVerdict.Match, difference, tolerance == 0
                ? $"The difference is {interval} with 95 % confidence, which includes none."
                : $"The difference is {interval} with 95 % confidence, within the tolerance of {limit}.");
        }

        if (!beyond)
        {
            return (ParityVerdict.NotEnoughSeeds, difference,
                $"The difference is {interval} with 95 % confidence, which reaches across the tolerance of {limit}; more seeds would narrow it.");
        }

        var better = metric.Goal == MetricGoal.Minimize ? high < -tolerance : low > tolerance;
        return (better ? ParityVerdict.Better : ParityVerdict.Worse, difference,
            $"The difference is {interval} with 95 % confidence, beyond the tolerance of {limit}.");
    }

    private static List<(ParityOutcome Format, ParityOutcome Baseline)> Pair(
        IReadOnlyList<ParityOutcome> format, IReadOnlyList<ParityOutcome> baseline) =>
        [.. format.Join(baseline, outcome => outcome.Run.Seed, outcome => outcome.Run.Seed, (left, right) => (left, right))];
}
