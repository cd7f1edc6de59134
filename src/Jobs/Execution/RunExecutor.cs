using Mantissa.Data.Entities;
using Mantissa.Data.Queue;
using Mantissa.Data.Runs;
using Mantissa.Jobs.Hosting;

namespace Mantissa.Jobs.Execution;

/// <summary>Executes the runs that the queue hands to this worker, if it can have them.</summary>
internal sealed class RunExecutor(
    RunLeases leases, RunStore runs, IServiceProvider services, CurrentRun current, WorkerIdentity worker, WorkerOptions options,
    DatabasePatience database, IHostApplicationLifetime lifetime, DatabaseClock clock, ILogger<RunExecutor> log) : IRunExecutor
{
    public async Task<RunVerdict> ExecuteAsync(Guid runId, CancellationToken cancellationToken)
    {
        // Entered first, asked then: a worker that stops either waits for this run or is noticed here.
        using (current.Enter(runId))
        {
            try
            {
                if (!lifetime.ApplicationStopping.IsCancellationRequested)
                    return await TryAsync(runId, cancellationToken);
            }
            catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
            {
                LogMessages.NotHandedBack(log, runId);
            }
        }

        // Not begun, or not handed back: the scheduler's own shutdown interrupts this and gives the run to another worker.
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return RunVerdict.Done;
    }

    private async Task<RunVerdict> TryAsync(Guid runId, CancellationToken cancellationToken)
    {
        var claimed = await database.WaitAsync(() => leases.ClaimAsync(runId, worker.Id, options.Lease, cancellationToken), cancellationToken);
        if (claimed is null)
            return await RefusedAsync(runId, cancellationToken);

        LogMessages.Claimed(log, runId, claimed.Name, claimed.Lease.Attempt, claimed.Checkpoint?.Step ?? 0);
        await ActivatorUtilities.CreateInstance<RunAttempt>(services, claimed).RunAsync(cancellationToken);
        return RunVerdict.Done;
    }

    /// <summary>The run is finished, or nobody may take it for now, or another worker holds it: then somebody has to look again, in case that one dies.</summary>
    private async Task<RunVerdict> RefusedAsync(Guid runId, CancellationToken cancellationToken)
    {
        var run = await database.WaitAsync(() => runs.GetAsync(runId, cancellationToken), cancellationToken);
        if (run is null || run.Status.IsFinished())
            return RunVerdict.Done;
        if (run.Status != RunStatus.Queued)
            LogMessages.HeldElsewhere(log, runId, run.WorkerId);
        var now = clock.GetUtcNow();
        var left = (run.LeaseExpiresAt ?? now) - now;
        return RunVerdict.LookAgain(TimeSpan.FromSeconds(Math.Clamp(left.TotalSeconds, 1, options.LeaseSeconds)));
    }
}
