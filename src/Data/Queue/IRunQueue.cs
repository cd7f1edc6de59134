using System.Data.Common;

namespace Mantissa.Data.Queue;

/// <summary>
/// The engine that hands submitted runs to workers. Whether a run may still be executed is the run row's business (its status and
/// lease); the queue only decides which worker looks at it, and when.
/// </summary>
public interface IRunQueue
{
    /// <summary>Adds a run to a queue inside the caller's transaction: the run and its job are committed together or not at all.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="queue">The queue whose workers may take it.</param>
    /// <param name="transaction">An open transaction on the platform's database. Keep it short: it holds the queue's lock until it ends.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task EnqueueAsync(Guid runId, string queue, DbTransaction transaction, CancellationToken cancellationToken);

    /// <summary>Takes a waiting run out of the queue, or asks the worker that executes it to stop. Does nothing for a run it does not hold.</summary>
    Task CancelAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>Where a run stands in the queue; <see langword="null"/> when the queue does not hold it.</summary>
    Task<QueuedRun?> FindAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>
    /// Enqueues again every unfinished run that no job stands for any more and no worker holds. There are none unless something broke
    /// between the run row and the queue; this makes sure that it never costs a run.
    /// </summary>
    /// <returns>The runs that were enqueued.</returns>
    Task<IReadOnlyList<Guid>> RequeueLostAsync(CancellationToken cancellationToken);
}

/// <summary>Where a run stands in the queue.</summary>
public enum QueuedRunState
{
    Waiting,
    Executing,
}

/// <summary>A run that the queue holds.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Queue">The queue whose workers may take it.</param>
/// <param name="State">Whether a worker executes it.</param>
/// <param name="Since">When it was enqueued, or when the worker took it.</param>
public sealed record QueuedRun(Guid RunId, string Queue, QueuedRunState State, DateTimeOffset Since);
