using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;

namespace Mantissa.Data.Runs;

public sealed partial class RunStore
{
    /// <summary>
    /// Asks a run to stop. One that waits is cancelled at once; one that a worker holds is interrupted, and cancelled by its worker.
    /// </summary>
    /// <returns>Whether there was anything to cancel: <see langword="false"/> when the run was finished already.</returns>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    public async Task<bool> RequestCancelAsync(Guid id, CancellationToken cancellationToken)
    {
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            var run = await LockAsync(context, id, cancellationToken);
            if (run.Status.IsFinished())
                return false;
            if (run.Status == RunStatus.Queued)
            {
                await context.Database.ExecuteSqlAsync(
                    $"""
                    update run set status = 'Cancelled', status_reason = 'Cancelled before it started.', cancel_requested_at = now(),
                        finished_at = now()
                    where id = {id}
                    """,
                    cancellationToken);
                context.Add(Change(run, "cancelled", "Cancelled before it started.", RunStatus.Cancelled));
            }
            else
            {
                await context.Database.ExecuteSqlAsync(
                    $"update run set cancel_requested_at = coalesce(cancel_requested_at, now()) where id = {id}", cancellationToken);
                if (run.CancelRequestedAt is null)
                    context.Add(new RunEvent { RunId = id, Attempt = run.Attempt, Kind = "cancel-requested", Message = "Asked to stop." });
            }

            await context.SaveChangesAsync(cancellationToken);
            await NotifyAsync(context, id, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        // Only a hint to be quick: the worker's next heartbeat finds the request, and a job whose run is cancelled cannot be claimed.
        await queue.CancelAsync(id, cancellationToken);
        return true;
    }

    /// <summary>Queues a failed or cancelled run again. It continues from its last checkpoint, or starts over when it has none.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="RunStateException">The run has not ended, or ended well, or was made elsewhere.</exception>
    public async Task<Run> RetryAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var run = await LockAsync(context, id, cancellationToken);
        if (run.External)
            throw new RunStateException("The run was made elsewhere; the program that makes it can resume it.");
        if (run.Status is not (RunStatus.Failed or RunStatus.Cancelled))
        {
            throw new RunStateException(run.Status == RunStatus.Completed
                ? "The run is completed; submit it again as a new run instead."
                : $"The run is {run.Status.ToString().ToLowerInvariant()}; only a failed or cancelled run can be tried again.");
        }

        await context.Database.ExecuteSqlRawAsync(
            $$"""
            update run set status = 'Queued', status_reason = null, cancel_requested_at = null, finished_at = null, worker_id = null,
                {{DeletionSql.TakenBack}}
            where id = {0}
            """,
            [id], cancellationToken);
        context.Add(Change(run, "retried", "Queued again.", RunStatus.Queued));
        await context.SaveChangesAsync(cancellationToken);
        await NotifyAsync(context, id, cancellationToken);
        await queue.EnqueueAsync(id, run.Queue, Npgsql(transaction), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return await context.Runs.SingleAsync(r => r.Id == id, cancellationToken);
    }

    private static async Task<Run> LockAsync(PlatformDbContext context, Guid id, CancellationToken cancellationToken)
    {
        var found = await context.Runs.FromSql($"select *, xmin from run where id = {id} for update").ToListAsync(cancellationToken);
        return found.SingleOrDefault() ?? throw new RunNotFoundException(id);
    }

    private static RunEvent Change(Run run, string kind, string message, RunStatus to) => new()
    {
        RunId = run.Id,
        Attempt = run.Attempt,
        Kind = kind,
        Message = message,
        FromStatus = run.Status,
        ToStatus = to,
    };
}
