using Npgsql;
using Quartz;

namespace Mantissa.Data.Queue;

/// <summary>The queue on Quartz, clustered on the platform's database. Execution groups are the queues.</summary>
internal sealed class QuartzRunQueue(ISchedulerFactory schedulers, NpgsqlDataSource database, DatabaseClock clock) : IRunQueue
{
    public async Task EnqueueAsync(Guid runId, string queue, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        ArgumentNullException.ThrowIfNull(transaction);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await clock.ReadAsync(transaction.Connection!, cancellationToken);
        var job = JobBuilder.Create<RunJob>().WithIdentity(RunJob.KeyOf(runId)).RequestRecovery().Build();
        var trigger = RunTrigger.Create(job.Key, queue, clock.GetUtcNow());

        // A job that is still there belongs to an attempt that is just ending (a retry right after a failure): this one waits for it.
        using (scheduler.EnlistTransaction(transaction))
            await scheduler.ScheduleJob(job, [trigger], new ScheduleJobOptions { Replace = true }, cancellationToken);
        await QueueSignal.SendAsync(transaction, queue, cancellationToken);
    }

    public async Task CancelAsync(Guid runId, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        if (!await scheduler.Interrupt(RunJob.KeyOf(runId), cancellationToken))
            await scheduler.DeleteJob(RunJob.KeyOf(runId), cancellationToken);
    }

    public async Task<QueuedRun?> FindAsync(Guid runId, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var firings = await scheduler.QueryFireInstances(new FireInstanceQuery { Job = RunJob.KeyOf(runId) }, cancellationToken);
        if (firings.Items is [var firing, ..])
            return new QueuedRun(runId, firing.ExecutionGroup!, Executing: true);
        var triggers = await scheduler.QueryTriggers(new TriggerQuery { Job = RunJob.KeyOf(runId) }, cancellationToken);
        return triggers.Items is [var trigger, ..]
            ? new QueuedRun(runId, trigger.ExecutionGroup!, Executing: false)
            : null;
    }

    public async Task<IReadOnlyList<Guid>> RequeueLostAsync(CancellationToken cancellationToken)
    {
        await schedulers.GetScheduler(cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var lost = await LostRuns.FindAsync(connection, cancellationToken);
        foreach (var (runId, queue) in lost)
            await EnqueueAsync(runId, queue, transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return [.. lost.Select(run => run.Id)];
    }
}
