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
public sealed record TrainingCheckpoint(long Step, double Epoch, CheckpointKind Kind, ReadOnlyMemory<byte> Content);
