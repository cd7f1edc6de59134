using Mantissa.Catalogue;
using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;

namespace Mantissa.Data.Comparisons;

/// <summary>How one run of a comparison ended.</summary>
/// <param name="Run">The run.</param>
/// <param name="Final">Last value of the metric; only of a completed run, and only when finite.</param>
/// <param name="Best">Its best value by the metric's goal.</param>
internal sealed record ParityOutcome(Run Run, double? Final, double? Best)
{
    public bool IsPending => !Run.Status.IsFinished();

    public bool IsCompleted => Final is not null;

    public bool IsFailed => !IsPending && !IsCompleted;

    /// <summary>Why it did not get to the end.</summary>
    public string Reason => Run.Status switch
    {
        RunStatus.Completed => "it ended in a value that is not finite",
        RunStatus.Cancelled => "it was cancelled",
        _ => Run.StatusReason ?? "it failed",
    };

    public static ParityOutcome Of(Run run, SeriesSummary? series, MetricGoal goal)
    {
        if (run.Status != RunStatus.Completed || series is null || !double.IsFinite(series.Last))
            return new(run, null, null);
        return new(run, series.Last, series.Best(goal));
    }
}
