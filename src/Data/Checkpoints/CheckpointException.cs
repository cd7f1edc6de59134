namespace Mantissa.Data.Checkpoints;

/// <summary>A checkpoint is not there or not whole.</summary>
public sealed class CheckpointException(string message) : Exception(message);
