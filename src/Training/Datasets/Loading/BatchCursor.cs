namespace Mantissa.Training.Datasets.Loading;

/// <summary>A place in the endless row of batches; all that a checkpoint needs to remember of a loader.</summary>
/// <param name="Epoch">Passes over the data that are complete, from 0.</param>
/// <param name="Index">Batch within the epoch, from 0.</param>
public readonly record struct BatchCursor(long Epoch, int Index);
