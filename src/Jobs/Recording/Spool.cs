using Mantissa.Data.Runs;
using Microsoft.Win32.SafeHandles;

namespace Mantissa.Jobs.Recording;

/// <summary>
/// A bounded file of batches, first in, first out, for the time that the database is away. It does not outlive its process: a run whose
/// worker died resumes from the last checkpoint in the database and records the same again.
/// </summary>
internal sealed class Spool(string path, long limit) : IDisposable
{
    /// <summary>Name pattern of spool files in their folder.</summary>
    public const string Pattern = "*.spool";

    private readonly Queue<(long Offset, int Length)> records = new();
    private SafeFileHandle? file;
    private long end;

    public bool IsEmpty => records.Count == 0;

    /// <summary>Bytes in the file.</summary>
    public long Length => end;

    /// <summary>Adds a batch at the end.</summary>
    /// <returns>Whether it fitted; a disk without space counts as not.</returns>
    public bool TryAdd(RecordBatch batch)
    {
        var bytes = BatchCodec.Encode(batch);
        if (end + bytes.Length > limit)
            return false;
        try
        {
            RandomAccess.Write(file ??= Open(path), bytes, end);
        }
        catch (IOException)
        {
            return false;
        }

        records.Enqueue((end, bytes.Length));
        end += bytes.Length;
        return true;
    }

    /// <summary>The oldest batch; it stays until <see cref="Remove"/>.</summary>
    public RecordBatch Peek()
    {
        var (offset, length) = records.Peek();
        var bytes = new byte[length];
        for (var read = 0; read < length;)
        {
            var count = RandomAccess.Read(file!, bytes.AsSpan(read), offset + read);
            if (count == 0)
                throw new EndOfStreamException($"The spool file {path} was cut off by somebody else.");
            read += count;
        }

        return BatchCodec.Decode(bytes);
    }

    public void Remove()
    {
        records.Dequeue();
        if (records.Count > 0)
            return;
        RandomAccess.SetLength(file!, 0);
        end = 0;
    }

    public void Dispose()
    {
        if (file is null)
            return;
        file.Dispose();
        File.Delete(path);
    }

    /// <summary>Deletes what processes that died left in a folder. A file in use is locked by its owner and stays.</summary>
    public static void DeleteAbandoned(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var abandoned in Directory.EnumerateFiles(folder, Pattern))
        {
            try
            {
                using (File.OpenHandle(abandoned, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                    File.Delete(abandoned);
            }
            catch (IOException)
            {
                // In use, or just deleted by another worker that starts.
            }
        }
    }

    private static SafeFileHandle Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
    }
}
