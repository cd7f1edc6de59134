using Mantissa.Data.Workers;
using Quartz;

namespace Mantissa.Jobs.Hosting;

/// <summary>Keeps this worker from taking runs that it is not to take; what it trains goes on.</summary>
internal sealed class TakenQueues(ISchedulerFactory schedulers, ILogger<TakenQueues> log)
{
    private WorkerOrders applied = new(TakesRuns: true, []);

    /// <summary>In force from the next time that the worker looks for a run.</summary>
    public async Task ApplyAsync(WorkerOrders orders, CancellationToken cancellationToken)
    {
        if (orders.TakesRuns == applied.TakesRuns && orders.PausedQueues.SequenceEqual(applied.PausedQueues))
            return;
        var limits = ExecutionLimitsBuilder.Create();
        foreach (var queue in orders.PausedQueues)
            limits.ForGroup(queue, 0);
        if (!orders.TakesRuns)
            limits.ForOtherGroups(0);
        await (await schedulers.GetScheduler(cancellationToken)).SetExecutionLimits(limits.Build(), cancellationToken);
        applied = orders;
        LogMessages.Takes(log, orders.TakesRuns ? orders.PausedQueues.Count == 0 ? "runs of all its queues" : $"no runs of {string.Join(", ", orders.PausedQueues)}" : "no more runs");
    }
}
