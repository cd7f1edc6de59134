namespace Mantissa.Jobs.Execution;

/// <summary>Why a training session was told to stop.</summary>
internal enum StopReason
{
    None,

    /// <summary>The worker is shutting down; the run goes back to its queue.</summary>
    WorkerStopping,

    /// <summary>Somebody asked for the run to be cancelled.</summary>
    CancelRequested,

    /// <summary>What the run reported cannot be stored.</summary>
    RecordingFailed,

    /// <summary>Another worker holds the run; not a word more may be written.</summary>
    LeaseLost,
}
