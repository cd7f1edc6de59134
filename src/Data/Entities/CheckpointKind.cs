namespace Mantissa.Data.Entities;

/// <summary>Why a checkpoint was written.</summary>
public enum CheckpointKind
{
    /// <summary>By the cadence of the specification; the newest few are kept, two unless the run says otherwise.</summary>
    Periodic,

    /// <summary>The primary metric was better than ever; the newest is kept.</summary>
    Best,

    /// <summary>Training ended.</summary>
    Final,

    /// <summary>The worker was asked to stop; kept like a periodic one.</summary>
    Interrupted,
}
