namespace Mantissa.Training.Datasets.Caching;

/// <summary>
/// Prepared datasets on disk. One is prepared once per machine, under a temporary name, and renamed when it is whole and on the disk:
/// whatever happens, nobody reads half of one. A file that fails its check is prepared again.
/// </summary>
/// <param name="directory">Created when missing.</param>
/// <param name="log">Receives sentences.</param>
internal sealed class DatasetCache(string directory, Action<string> log)
{
    /// <summary>ENOSPC and EDQUOT.</summary>
    private static readonly int[] FullErrors = [28, 122];

    /// <summary>Opens the file for writing; a test puts a disk in its place that fills up.</summary>
    internal Func<string, Stream> Create { get; init; } =
        path => new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 20);

    /// <param name="key">Which images.</param>
    /// <param name="images">About how many there will be, to see beforehand whether the disk has room.</param>
    /// <param name="prepare">Writes them and finishes the writer.</param>
    /// <param name="cancellationToken">Stops waiting and preparing.</param>
    /// <exception cref="IOException">The cache cannot be written.</exception>
    public ImageDataset Open(CacheKey key, long images, Action<CacheWriter> prepare, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, key.FileName);
        if (TryOpen(path, key) is { } existing)
            return existing;
        try
        {
            Directory.CreateDirectory(directory);
            using var held = CacheLock.Acquire(
                $"{path}.lock", () => log($"Another process is preparing '{key.Dataset}'; waiting for it."), cancellationToken);
            // Whoever held the lock before may have prepared what we want.
            if (TryOpen(path, key) is { } prepared)
                return prepared;
            Write(path, key, images, prepare);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException($"The cache folder {directory} cannot be written: {exception.Message}", exception);
        }

        return CacheReader.Open(path).Dataset;
    }

    private ImageDataset? TryOpen(string path, CacheKey key)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            var (dataset, index) = CacheReader.Open(path);
            log($"'{key.Dataset}' is ready: {Describe(index)}.");
            foreach (var skipped in index.Skipped)
                log($"Left out: {skipped}.");
            return dataset;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            log($"The prepared images of '{key.Dataset}' cannot be used, {exception.Message}; preparing them again.");
            return null;
        }
    }

    private void Write(string path, CacheKey key, long images, Action<CacheWriter> prepare)
    {
        var bytes = images * ((key.Channels * (long)key.ImageSize * key.ImageSize) + sizeof(int));
        // The lock makes this name ours; what a killed process left under it is overwritten.
        var temporary = $"{path}.part";
        try
        {
            RequireSpace(key, bytes);
            using (var writer = new CacheWriter(Create(temporary), key.ImageSize, key.Channels))
                prepare(writer);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception)
        {
            File.Delete(temporary);
            if (exception is IOException && FullErrors.Contains(exception.HResult))
                throw new IOException(Full(key, bytes), exception);
            throw;
        }
    }

    private void RequireSpace(CacheKey key, long bytes)
    {
        if (new DriveInfo(directory).AvailableFreeSpace < bytes)
            throw new IOException(Full(key, bytes));
    }

    private string Full(CacheKey key, long bytes) =>
        $"The disk that holds {directory} is full: the prepared images of '{key.Dataset}' take about {bytes >> 20:N0} MiB. "
        + "Make room there or choose another data folder.";

    private static string Describe(CacheIndex index) =>
        $"{index.TrainImages:N0} training and {index.TestImages:N0} test images of {index.ImageSize} px, classes: {index.ClassNames.Count:N0}";
}
