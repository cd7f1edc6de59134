using Mantissa.Training.Datasets.Caching;

namespace Mantissa.Training.Datasets.Downloads;

/// <summary>
/// Published files on this machine. Each is fetched once, under a temporary name that a later attempt continues, and gets its own name only
/// after its SHA-256 has been compared.
/// </summary>
internal sealed class DownloadFolder(TrainingEnvironment environment, Action<string> log)
{
    /// <returns>Path of the file, whole and checked.</returns>
    /// <exception cref="TrainingInputException">What the server sends is another file.</exception>
    /// <exception cref="IOException">The server cannot be reached, or the disk is full; a later attempt continues.</exception>
    public string Fetch(PublishedFile file, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateDirectory(Path.Combine(environment.CacheDirectory, "downloads")).FullName;
        var path = Path.Combine(directory, $"{file.Sha256[..16]}-{file.Name}");
        using var held = CacheLock.Acquire(
            $"{path}.lock", () => log($"Another process is downloading '{file.Name}'; waiting for it."), cancellationToken);
        if (File.Exists(path))
        {
            if (FileHash.Of(path) == file.Sha256)
                return path;
            log($"'{path}' is not what was downloaded; downloading it again.");
            File.Delete(path);
        }

        var address = file.AddressOn(environment.Mirror);
        var partial = $"{path}.part";
        new Download(address, partial, log).Run(cancellationToken);
        var hash = FileHash.Of(partial);
        if (hash != file.Sha256)
        {
            File.Delete(partial);
            throw new TrainingInputException(
                "dataset",
                $"{address} is not the published '{file.Name}': its SHA-256 is {hash}, expected is {file.Sha256}. The file was discarded. "
                + "Name a server that has the published one by MANTISSA_MIRROR, or give the files by datasetOptions.path.");
        }

        File.Move(partial, path, overwrite: true);
        return path;
    }
}
