using Mantissa.Data.Entities;
using Mantissa.Data.Runs;

namespace Mantissa.Data.External;

/// <summary>An external run as a write finds it.</summary>
/// <param name="Lease">By which batches are committed.</param>
/// <param name="Sequence">The last batch of the attempt.</param>
/// <param name="Status">Its status.</param>
/// <param name="Ended">Its program ended it. A run that was lost has not ended: it goes on when its program is heard from.</param>
/// <param name="CancelRequested">Whether somebody asked it to stop.</param>
/// <param name="Due">Whether the lease should be renewed.</param>
internal sealed record HeldRun(RunLease Lease, long Sequence, RunStatus Status, bool Ended, bool CancelRequested, bool Due)
{
    public bool IsLost => Status.IsFinished() && !Ended;

    public RecordingState Answer(long sequence) => new(Lease.Attempt, sequence, Status, CancelRequested);
}
