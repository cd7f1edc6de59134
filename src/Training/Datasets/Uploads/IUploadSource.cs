namespace Mantissa.Training.Datasets.Uploads;

/// <summary>Hands over the files of uploaded datasets, wherever they are kept.</summary>
public interface IUploadSource
{
    /// <summary>Brings a set's files onto this machine, unless they are there, and compares them with their SHA-256. Safe on any thread.</summary>
    /// <exception cref="TrainingInputException">There is no such set, or it is not the one that was uploaded.</exception>
    /// <exception cref="IOException">The files cannot be written.</exception>
    UploadedFiles Open(Guid set, Action<string> log, CancellationToken cancellationToken);
}

/// <summary>An uploaded set on this machine.</summary>
/// <param name="Title">Its name, for messages.</param>
/// <param name="Folder">Holds its files and nothing else.</param>
/// <param name="Sha256">Identifies names and contents of its files, hexadecimal.</param>
public sealed record UploadedFiles(string Title, string Folder, string Sha256);
