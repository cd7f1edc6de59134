namespace Mantissa.Training.Datasets;

/// <summary>
/// A file of a dataset is not what it should be. The message names the file, the place in it and what to do; which option of the run led to
/// the file is for the dataset to add.
/// </summary>
internal sealed class DatasetFileException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Runs <paramref name="read"/> and puts the option's name to what it complains about.</summary>
    /// <exception cref="TrainingInputException">The files cannot be used.</exception>
    public static T Blame<T>(string field, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DatasetFileException exception)
        {
            throw new TrainingInputException(field, exception.Message, exception);
        }
    }
}
