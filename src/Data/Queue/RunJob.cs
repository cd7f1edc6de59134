using Quartz;

namespace Mantissa.Data.Queue;

/// <summary>The queue's job for one run. Its key is the run's id; everything else about the run is read from the run row.</summary>
[DisallowConcurrentExecution]
public sealed class RunJob(IRunExecutor executor, DatabaseClock clock) : IJob
{
    internal const string Group = "run";

    internal static JobKey KeyOf(Guid runId) => new(runId.ToString(), Group);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var key = context.JobDetail.Key;
        var verdict = await executor.ExecuteAsync(Guid.Parse(key.Name), cancellationToken);
        if (verdict.LookAgainAfter is { } wait)
            await context.Scheduler.ScheduleJob(RunTrigger.Create(key, context.Trigger.ExecutionGroup!, clock.GetUtcNow() + wait), cancellationToken: CancellationToken.None);
    }
}
