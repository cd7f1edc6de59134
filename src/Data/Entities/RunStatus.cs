namespace Mantissa.Data.Entities;

/// <summary>Where a run is in its life: <c>Queued → Starting → Running → Completed | Failed | Cancelled</c>.</summary>
public enum RunStatus
{
    /// <summary>Waits for a worker that serves its queue.</summary>
    Queued,

    /// <summary>Claimed by a worker that loads data, builds the model and restores the last checkpoint.</summary>
    Starting,

    /// <summary>Trains.</summary>
    Running,

    Completed,
    Failed,
    Cancelled,
}

public static class RunStatusExtensions
{
    /// <summary>Whether nothing more will happen to the run by itself.</summary>
    public static bool IsFinished(this RunStatus status) =>
        status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled;
}
