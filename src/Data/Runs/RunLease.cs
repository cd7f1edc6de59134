using Mantissa.Catalogue;

namespace Mantissa.Data.Runs;

/// <summary>A worker's right to write to a run. Every write names the token; after another worker claimed the run it no longer fits.</summary>
public sealed record RunLease(Guid RunId, int Attempt, Guid Token, string WorkerId);

/// <summary>A run that a worker holds.</summary>
/// <param name="Lease">To be named with every write.</param>
/// <param name="Name">The run's name.</param>
/// <param name="Specification">What to train.</param>
/// <param name="Checkpoint">Where to continue, or <see langword="null"/> to start from the beginning.</param>
public sealed record LeasedRun(RunLease Lease, string Name, RunSpecification Specification, CheckpointReference? Checkpoint);

/// <summary>The checkpoint from which a run continues.</summary>
/// <param name="Id">Its content: <see cref="Checkpoints.CheckpointStore.ReadAsync"/>.</param>
/// <param name="Step">Training step of the state.</param>
/// <param name="Epoch">Epochs done, with a fraction.</param>
/// <param name="Attempt">The attempt that wrote it.</param>
/// <param name="MetricSequence">The last batch of that attempt that belongs before it.</param>
public sealed record CheckpointReference(Guid Id, long Step, double Epoch, int Attempt, long MetricSequence);

/// <summary>What a heartbeat found.</summary>
public enum LeaseState
{
    Held,

    /// <summary>Held, and somebody asked for the run to stop.</summary>
    CancelRequested,

    /// <summary>Another worker has the run, or it is finished: stop at once and write nothing more.</summary>
    Lost,
}
