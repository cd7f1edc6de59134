using Mantissa.Data.Events;
using Mantissa.Data.Runs;

namespace Mantissa.Jobs.Execution;

/// <summary>Counts how often in a row a run failed for a reason that may have been the machine's.</summary>
internal sealed class FailureHistory(EventStore events)
{
    /// <summary>The event that such a failure leaves.</summary>
    public const string Kind = "attempt-failed";

    /// <summary>Earlier failures since a checkpoint was last written, and since somebody last asked to try again.</summary>
    public async Task<int> CountAsync(LeasedRun run, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var entry in await events.ListAsync(run.Lease.RunId, cancellationToken))
        {
            if (entry.Kind == "retried")
                count = 0;
            else if (entry.Kind == Kind && entry.Attempt > (run.Checkpoint?.Attempt ?? 0))
                count++;
        }

        return count;
    }
}
