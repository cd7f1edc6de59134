using System.Security.Cryptography;
using Mantissa.Data.Entities;
using Mantissa.Data.Uploads;
using Mantissa.Jobs.Hosting;
using Mantissa.Training;
using Mantissa.Training.Datasets.Uploads;

namespace Mantissa.Jobs.Uploads;

/// <summary>Uploaded sets on this machine: each a folder in the cache, written under temporary names and compared with its SHA-256 at every opening.</summary>
internal sealed class UploadCache(UploadStore store, WorkerOptions options, DatabasePatience database) : IUploadSource
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private string Root => Path.Combine(options.CacheDirectory, "uploads");

    /// <summary>Called on the training thread, which may wait.</summary>
    public UploadedFiles Open(Guid set, Action<string> log, CancellationToken cancellationToken) =>
        OpenAsync(set, log, cancellationToken).GetAwaiter().GetResult();

    public async Task<UploadedFiles> OpenAsync(Guid id, Action<string> log, CancellationToken cancellationToken)
    {
        var set = await database.WaitAsync(() => store.GetAsync(id, cancellationToken), cancellationToken)
            ?? throw new TrainingInputException("datasetOptions.set", $"There is no uploaded set {id}; the page Datasets lists those that there are.");
        if (set.Status == UploadStatus.Rejected)
            throw new TrainingInputException("datasetOptions.set", $"The uploaded set '{set.Name}' was rejected: {set.StatusReason}");
        var folder = Directory.CreateDirectory(Path.Combine(Root, id.ToString())).FullName;
        foreach (var file in await database.WaitAsync(() => store.FilesAsync(id, cancellationToken), cancellationToken))
            await FetchAsync(file, Path.Combine(folder, file.Name), log, cancellationToken);
        return new(set.Name, folder, Convert.ToHexStringLower(set.Sha256));
    }

    /// <summary>Deletes what belongs to sets that are no more.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Root) || Directory.GetDirectories(Root) is not { Length: > 0 } folders)
            return;
        var known = (await store.ListAsync(cancellationToken)).Select(set => set.Id.ToString()).ToHashSet();
        foreach (var folder in folders.Where(folder => !known.Contains(Path.GetFileName(folder))))
            Directory.Delete(folder, recursive: true);
    }

    private async Task FetchAsync(UploadedFile file, string path, Action<string> log, CancellationToken cancellationToken)
    {
        if (await IsWholeAsync(file, path, cancellationToken))
            return;

        // Beside the set's folder, which holds the files of the set and nothing else.
        var temporary = Path.Combine(Root, $"{file.SetId}-{file.Index}.part");
        await using var part = await LockAsync(temporary, cancellationToken);
        if (await IsWholeAsync(file, path, cancellationToken))
            return;
        log($"Fetching '{file.Name}' of an uploaded set, {file.Size >> 20:N0} MiB.");
        await database.WaitAsync(() => WriteAsync(file, part, cancellationToken), cancellationToken);
        File.Move(temporary, path, overwrite: true);
    }

    /// <exception cref="CacheWriteException">The disk does not take it; waiting for the database would not help.</exception>
    private async Task WriteAsync(UploadedFile file, FileStream part, CancellationToken cancellationToken)
    {
        try
        {
            part.SetLength(0);
            await store.CopyToAsync(file, part, cancellationToken);
            await part.FlushAsync(cancellationToken);
            part.Flush(flushToDisk: true);
        }
        catch (IOException failure)
        {
            throw new CacheWriteException(
                $"'{file.Name}' of an uploaded set, {file.Size >> 20:N0} MiB, cannot be written to {Root}: {failure.Message.TrimEnd('.')}. Make room there or choose another data folder.");
        }
    }

    private static async Task<bool> IsWholeAsync(UploadedFile file, string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path) || new FileInfo(path).Length != file.Size)
            return false;
        await using var stream = File.OpenRead(path);
        return (await SHA256.HashDataAsync(stream, cancellationToken)).AsSpan().SequenceEqual(file.Sha256);
    }

    /// <summary>The operating system locks an open file for one process; whoever waited finds the work done.</summary>
    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            }
            catch (IOException held) when (held.HResult is 11 or 35)
            {
                await Task.Delay(Interval, cancellationToken);
            }
        }
    }
}
