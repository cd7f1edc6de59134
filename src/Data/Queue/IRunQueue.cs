using Npgsql;

namespace Mantissa.Data.Queue;

/// <summary>
/// Where runs wait for a worker. The run row and its job are written in one transaction: whoever submits owns the transaction and hands it
/// over, and the queue writes with it and never commits, rolls back or disposes it.
/// </summary>
/// <remarks>
/// The transaction is passed as it is, not through an ambient scope, because Quartz's job store enlists exactly that
/// (<c>scheduler.EnlistTransaction(transaction)</c>) and Npgsql cannot promote a <c>TransactionScope</c> over two connections. Its
/// locks last until the owner commits, so enqueueing is the last thing that a submission does before it commits.
/// </remarks>
public interface IRunQueue
{
    /// <summary>
    /// Adds a job for the run within <paramref name="transaction"/>; a job of the same run that still waits is replaced. Workers of
    /// <paramref name="queue"/> see it once the owner has committed.
    /// </summary>
    Task EnqueueAsync(Guid runId, string queue, NpgsqlTransaction transaction, CancellationToken cancellationToken);

    /// <summary>
    /// Removes the job of a run that waits and interrupts it, on whatever machine, when it executes. Harmless when there is none. Called
    /// after the change of status is committed.
    /// </summary>
    Task CancelAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>The job of a run, or <see langword="null"/> when it has none.</summary>
    Task<QueuedRun?> FindAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>
    /// Enqueues again every unfinished run that no job stands for any more and no worker holds. There are none unless something broke
    /// between the run row and the queue; this makes sure that it never costs a run.
    /// </summary>
    /// <returns>The runs that were enqueued.</returns>
    Task<IReadOnlyList<Guid>> RequeueLostAsync(CancellationToken cancellationToken);
}

/// <summary>A run's job.</summary>
/// <param name="RunId">The run that it executes.</param>
/// <param name="Queue">The queue that it waits in.</param>
/// <param name="Executing">Whether a worker executes it now.</param>
public sealed record QueuedRun(Guid RunId, string Queue, bool Executing);
