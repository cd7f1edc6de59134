using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mantissa.Training.Tests.Datasets.Downloads;

/// <summary>
/// An HTTP server on the loopback that has one file, knows ranges, and misbehaves as told. By sockets, because a web server's library does
/// not let a connection be cut in the middle of what was announced.
/// </summary>
internal sealed class FileServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _content;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public FileServer(byte[] content)
    {
        _content = content;
        _listener.Start();
        _loop = Task.Run(RunAsync);
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>After so many bytes of a body the connection is cut; once for each entry.</summary>
    public Queue<int> Cuts { get; } = new();

    /// <summary>Answers every request with all of the file.</summary>
    public bool IgnoresRanges { get; init; }

    /// <summary>Answers with this in place of the file.</summary>
    public int? Status { get; init; }

    /// <summary>Path and range of each request.</summary>
    public List<(string Path, long From)> Requests { get; } = [];

    public void Dispose()
    {
        _stop.Cancel();
        _loop.Wait();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(client.GetStream());
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                return;
            }
            catch (IOException)
            {
                // The client left.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var path = (await reader.ReadLineAsync())!.Split(' ')[1];
        var from = 0L;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            if (header.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase) && !IgnoresRanges)
                from = long.Parse(header[13..].TrimEnd('-'), CultureInfo.InvariantCulture);
        }

        lock (Requests)
            Requests.Add((path, from));
        var (head, body) = Status is { } status
            ? ($"HTTP/1.1 {status} No", Array.Empty<byte>())
            : from >= _content.Length && from > 0
                ? ($"HTTP/1.1 416 Range Not Satisfiable\r\nContent-Range: bytes */{_content.Length}", [])
                : from > 0
                    ? ($"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {from}-{_content.Length - 1}/{_content.Length}", _content[(int)from..])
                    : ("HTTP/1.1 200 OK", _content);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{head}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"));
        await stream.WriteAsync(body.AsMemory(0, Cuts.TryDequeue(out var cut) ? Math.Min(cut, body.Length) : body.Length));
    }
}
