using System.Text;
using System.Threading.Channels;

namespace Mantissa.Jobs.Logging;

/// <summary>
/// Appends lines to a file from one background task, so that whoever logs never waits for a disk. When the file reaches its limit it is
/// renamed to <c>….1</c> and a new one begins; what does not fit into the queue or on the disk is dropped, since a log must not stop work.
/// </summary>
internal sealed class JsonLinesFile : IAsyncDisposable
{
    private const long Limit = 16 << 20;

    private readonly Channel<string> lines =
        Channel.CreateBounded<string>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly string path;
    private readonly Task writing;

    public JsonLinesFile(string path)
    {
        this.path = path;
        writing = Task.Run(WriteAsync);
    }

    public void Append(string line) => lines.Writer.TryWrite(line);

    /// <summary>Writes what is queued.</summary>
    public async ValueTask DisposeAsync()
    {
        lines.Writer.TryComplete();
        await writing;
    }

    private async Task WriteAsync()
    {
        while (await lines.Reader.WaitToReadAsync())
        {
            try
            {
                await WriteQueuedAsync();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"The log file {path} cannot be written: {e.Message}");
                await Task.Delay(TimeSpan.FromSeconds(10));
            }
        }
    }

    private async Task WriteQueuedAsync()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (File.Exists(path) && new FileInfo(path).Length > Limit)
            File.Move(path, path + ".1", overwrite: true);
        await using var writer = new StreamWriter(path, append: true, Encoding.UTF8);
        while (lines.Reader.TryRead(out var line))
            await writer.WriteLineAsync(line);
    }
}
