namespace Mantissa.Training;

/// <summary>Why a checkpoint was written.</summary>
public enum CheckpointKind
{
    /// <summary>At the cadence that the run asked for.</summary>
    Periodic,

    /// <summary>The primary metric has never been better.</summary>
    Best,

    /// <summary>The end of training.</summary>
    Final,

    /// <summary>The session was told to stop.</summary>
    Interrupted,
}

/// <summary>A whole checkpoint in memory: safetensors layout, see <c>Checkpoints/</c>.</summary>
public sealed record TrainingCheckpoint(long Step, double Epoch, CheckpointKind Kind, ReadOnlyMemory<byte> Content)
{
    /// <summary>The primary metric had never been better, also where <see cref="Kind"/> says something else.</summary>
    public bool Best { get; init; }

    /// <summary>How many periodic and interrupted checkpoints of the run are to be kept, this one included.</summary>
    public required int Keep { get; init; }
}
