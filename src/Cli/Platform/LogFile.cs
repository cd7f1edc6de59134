using System.Globalization;

namespace Mantissa.Cli.Platform;

/// <summary>
/// A process's output on disk, each line with its time. A file of <c>limit</c> bytes becomes <c>name.log.1</c>, that one <c>.2</c>,
/// and so on; <c>kept</c> of them stay.
/// </summary>
internal sealed class LogFile : IDisposable
{
    private readonly string path;
    private readonly long limit;
    private readonly int kept;
    private readonly TimeProvider time;
    private StreamWriter writer;

    public LogFile(string path, TimeProvider time, long limit = 10 << 20, int kept = 3)
    {
        (this.path, this.limit, this.kept, this.time) = (path, limit, kept, time);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        writer = Open();
    }

    public void Write(string line)
    {
        if (writer.BaseStream.Length >= limit)
        {
            writer.Dispose();
            PutAside();
            writer = Open();
        }

        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {line}"));
    }

    public void Dispose() => writer.Dispose();

    private StreamWriter Open() => new(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };

    private void PutAside()
    {
        for (var number = kept; number >= 1; number--)
        {
            var from = number == 1 ? path : $"{path}.{number - 1}";
            if (File.Exists(from))
                File.Move(from, $"{path}.{number}", overwrite: true);
        }
    }
}
