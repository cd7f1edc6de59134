using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace Mantissa.Training.Datasets.Downloads;

/// <summary>
/// One file over HTTP. What has arrived stays in the file: a connection that is cut is made again, and a later process goes on from there
/// with a range request (RFC 9110, section 14). Whether the bytes are right is for the caller to see.
/// </summary>
internal sealed class Download(Uri address, string path, Action<string> log)
{
    /// <summary>More than any published file here; a server that sends more sends something else.</summary>
    private const long LargestFile = 4L << 30;

    private const int BufferBytes = 1 << 16;
    private const int FruitlessAttempts = 4;

    /// <summary>ENOSPC and EDQUOT.</summary>
    private static readonly int[] FullErrors = [28, 122];

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);
    private static readonly HttpClient Client = new(new SocketsHttpHandler { ConnectTimeout = Silence, AutomaticDecompression = DecompressionMethods.None })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Before the second attempt; each further one waits twice as long.</summary>
    internal TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <exception cref="IOException">The file is not whole; what there is of it has been kept.</exception>
    public void Run(CancellationToken cancellationToken)
    {
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        file.Position = file.Length;
        var pause = Pause;
        for (var fruitless = 0; ;)
        {
            var before = file.Position;
            try
            {
                if (TryRun(file, cancellationToken))
                {
                    file.Flush(flushToDisk: true);
                    return;
                }
            }
            catch (Exception exception) when (IsConnection(exception) && !cancellationToken.IsCancellationRequested)
            {
                fruitless = file.Position > before ? 0 : fruitless + 1;
                if (fruitless == FruitlessAttempts)
                    throw Unreachable(exception, file.Position);
                log($"The download of {address} was cut at {file.Position:N0} bytes and goes on: {exception.Message}");
                pause = file.Position > before ? Pause : 2 * pause;
                cancellationToken.WaitHandle.WaitOne(pause);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    /// <returns>Whether the file is whole; if not, it has to begin anew.</returns>
    private bool TryRun(FileStream file, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Silence);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (file.Position > 0)
            request.Headers.Range = new RangeHeaderValue(file.Position, null);
        using var response = Client.Send(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // All of it is here already, unless the server has another file by now: then nothing of ours is worth keeping.
            if (response.Content.Headers.ContentRange?.Length == file.Position)
                return true;
            file.SetLength(0);
            return false;
        }

        if (response.StatusCode is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError)
            throw Refused(response.StatusCode);
        response.EnsureSuccessStatusCode();
        if (response.StatusCode != HttpStatusCode.PartialContent || response.Content.Headers.ContentRange?.From != file.Position)
            file.SetLength(0);
        Receive(response, file, patience);
        return true;
    }

    private void Receive(HttpResponseMessage response, FileStream file, CancellationTokenSource patience)
    {
        var total = file.Position + (response.Content.Headers.ContentLength ?? 0);
        if (total > LargestFile)
            throw new TrainingInputException("dataset", $"{address} has {total:N0} bytes, more than the {LargestFile:N0} that a dataset may have.");
        var buffer = new byte[BufferBytes];
        var told = Stopwatch.GetTimestamp();
        using var body = response.Content.ReadAsStream(patience.Token);
        while (true)
        {
            patience.CancelAfter(Silence);
            // Its synchronous reading would not notice the token.
            var read = body.ReadAsync(buffer, patience.Token).AsTask().GetAwaiter().GetResult();
            if (read == 0)
                break;
            Write(file, buffer.AsSpan(0, read));
            if (file.Position > LargestFile)
                throw new TrainingInputException("dataset", $"{address} sends more than the {LargestFile:N0} bytes that a dataset may have.");
            if (Stopwatch.GetElapsedTime(told) < Interval)
                continue;
            told = Stopwatch.GetTimestamp();
            log($"Downloading {address}: {file.Position >> 20:N0}{(total > file.Position ? $" of {total >> 20:N0}" : "")} MiB.");
        }

        if (response.Content.Headers.ContentLength is not null && file.Position < total)
            throw new HttpIOException(HttpRequestError.ResponseEnded, "the connection ended early");
    }

    private void Write(FileStream file, ReadOnlySpan<byte> bytes)
    {
        try
        {
            file.Write(bytes);
            file.Flush();
        }
        catch (IOException exception) when (FullErrors.Contains(exception.HResult))
        {
            throw new DiskFullException(
                $"The disk that holds {Path.GetDirectoryName(path)} is full at {file.Position:N0} bytes of {address}. Make room there or choose another data folder.", exception);
        }
    }

    /// <summary>Cut, refused or silent: what another attempt may mend.</summary>
    private static bool IsConnection(Exception exception) =>
        exception is HttpRequestException or OperationCanceledException || (exception is IOException and not DiskFullException);

    private TrainingInputException Refused(HttpStatusCode status) => new(
        "dataset",
        $"{address} answers {(int)status}. Name a server that has the file by MANTISSA_MIRROR, or give the files by datasetOptions.path.");

    private IOException Unreachable(Exception cause, long position) => new(
        $"{address} cannot be downloaded: {cause.Message} {position:N0} bytes have arrived and are kept; another attempt goes on from there. "
        + "Where this machine has no way to that server, name another by MANTISSA_MIRROR, or give the files by datasetOptions.path.",
        cause);

    private sealed class DiskFullException(string message, Exception cause) : IOException(message, cause);
}
