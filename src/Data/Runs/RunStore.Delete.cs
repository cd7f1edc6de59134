using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;

namespace Mantissa.Data.Runs;

public sealed partial class RunStore
{
    /// <summary>Deletes a run with all that it recorded: metrics, images, logs, artifacts, checkpoints. One that waits leaves its queue.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="RunRevisionException">Somebody changed it meanwhile.</exception>
    /// <exception cref="RunStateException">A worker has it, or another run is to start from one of its checkpoints.</exception>
    public async Task DeleteAsync(Guid id, IReadOnlyCollection<long>? expected, CancellationToken cancellationToken)
    {
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            var run = await LockAsync(context, id, cancellationToken);
            if (expected?.Contains(run.Revision) == false)
                throw new RunRevisionException(id);
            if (run.Status is RunStatus.Starting or RunStatus.Running && !run.External)
                throw new RunStateException($"The run is {run.Status.ToString().ToLowerInvariant()}. Cancel it and wait until it has stopped; then delete it.");
            await RefuseIfStartedFromAsync(context, id, cancellationToken);

            // Everything that belongs to it is deleted with it, by its foreign keys.
            await context.Database.ExecuteSqlAsync($"delete from run where id = {id}", cancellationToken);
            await NotifyAsync(context, id, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        // Only tidies up: a job whose run is gone cannot be claimed.
        await queue.CancelAsync(id, cancellationToken);
    }

    /// <summary>
    /// The locks come first: a submission pins its checkpoint before it writes its run, so it either has committed when they are there, or
    /// finds the checkpoint gone.
    /// </summary>
    private static async Task RefuseIfStartedFromAsync(PlatformDbContext context, Guid id, CancellationToken cancellationToken)
    {
        await context.Database.ExecuteSqlAsync($"select 1 from checkpoint where run_id = {id} order by id for update", cancellationToken);
        var dependents = await context.Database.SqlQuery<string>(
            $"""
            select run.name as "Value" from checkpoint
            join run on run.specification ->> 'startFrom' = checkpoint.id::text
            where checkpoint.run_id = {id} and checkpoint.pinned and run.id <> {id} and run.status <> 'Completed'
            limit 1
            """).ToListAsync(cancellationToken);
        if (dependents is [var name])
            throw new RunStateException($"Run '{name}' is to start from one of its checkpoints. Delete that one first, or let it complete.");
    }
}
