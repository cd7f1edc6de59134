using Mantissa.Catalogue;
using Mantissa.Data.Comparisons;
using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;

namespace Mantissa.Web.Components.Dashboards;

/// <summary>One figure over some runs.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Deviation">Sample standard deviation of what a mean is of; absent for fewer than two values.</param>
/// <param name="Run">Who made it; absent for a mean.</param>
/// <param name="Count">How many runs have the metric.</param>
public sealed record Headline(double Value, double? Deviation, Run? Run, int Count)
{
    /// <param name="runs">The runs, newest first.</param>
    /// <param name="series">Their statistics of one metric.</param>
    /// <param name="statistic"><c>best</c>, <c>last</c> or <c>mean</c>.</param>
    /// <param name="goal">What is best; without one the newest run's last value is.</param>
    /// <returns><see langword="null"/> when no run has a finite value.</returns>
    public static Headline? Of(IReadOnlyList<Run> runs, IReadOnlyList<SeriesSummary> series, string statistic, MetricGoal goal)
    {
        var known = series.ToDictionary(summary => summary.RunId);
        var found = runs.Where(run => known.ContainsKey(run.Id)).Select(run => (Run: run, Series: known[run.Id])).ToList();
        var last = found.Where(each => double.IsFinite(each.Series.Last)).ToList();
        if (statistic == "mean")
            return last.Count == 0 ? null : MeanOf([.. last.Select(each => each.Series.Last)]);
        if (statistic == "last" || goal == MetricGoal.None)
            return last.Count == 0 ? null : new(last[0].Series.Last, null, last[0].Run, last.Count);
        var best = found.Where(each => each.Series.Best(goal) is not null)
            .OrderBy(each => each.Series.Best(goal) * (goal == MetricGoal.Minimize ? 1 : -1)).ToList();
        return best.Count == 0 ? null : new(best[0].Series.Best(goal)!.Value, null, best[0].Run, best.Count);
    }

    private static Headline MeanOf(double[] values)
    {
        var moments = SampleMoments.Of(values);
        return new(moments.Mean, moments.Count < 2 ? null : moments.Deviation, null, moments.Count);
    }
}
