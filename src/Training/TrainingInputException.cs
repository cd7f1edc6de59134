namespace Mantissa.Training;

/// <summary>
/// The specification, the data or the checkpoint that the caller gave cannot be used. Trying again without changing it cannot help,
/// so such a run is never retried. The message is a sentence for the person who submitted it.
/// </summary>
public sealed class TrainingInputException : Exception
{
    /// <param name="field">Path in the run specification, e.g. <c>training.batch</c>.</param>
    /// <param name="message">What is wrong and what would be right.</param>
    /// <param name="innerException">What was noticed underneath, if anything.</param>
    public TrainingInputException(string field, string message, Exception? innerException = null)
        : base(message, innerException) => Field = field;

    /// <summary>Path in the run specification, e.g. <c>datasetOptions.path</c>.</summary>
    public string Field { get; }
}
