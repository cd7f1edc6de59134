using System.Diagnostics;

namespace Mantissa.Data.Embedded;

/// <summary>
/// One server process. A shell stands between it and us and waits on a pipe: when the pipe closes, because we say so or because we died, in
/// whatever way, it tells the server to shut down fast. In a session of its own, so Ctrl-C in a terminal reaches only us.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Script = """
        exec 3<&0
        "$@" </dev/null 3<&- &
        server=$!
        (read -r _ <&3; kill -INT "$server" 2>/dev/null) &
        watch=$!
        wait "$server"
        status=$?
        kill "$watch" 2>/dev/null
        exit $status
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int LinesKept = 50;

    private readonly Process process;
    private readonly Task output;
    private readonly Queue<string> lastLines = new();
    private bool disposed;

    private ServerProcess(Process process, StreamWriter log)
    {
        this.process = process;
        output = CopyOutputAsync(log);
        Exited = WaitAsync();
    }

    /// <summary>Ends, with the exit status, when the server has.</summary>
    public Task<int> Exited { get; }

    /// <summary>The last thing that the server said.</summary>
    public string LastWords
    {
        get
        {
            lock (lastLines)
                return lastLines.LastOrDefault(line => line.Contains("FATAL", StringComparison.Ordinal)) ?? lastLines.LastOrDefault() ?? "";
        }
    }

    /// <summary>Whether the server refused because something of its predecessor is still there, which passes.</summary>
    public bool MayWorkLater
    {
        get
        {
            lock (lastLines)
            {
                return lastLines.Any(line => line.Contains("shared memory block", StringComparison.Ordinal)
                    || line.Contains("Address already in use", StringComparison.Ordinal));
            }
        }
    }

    public static ServerProcess Start(Cluster cluster, PostgresBinaries binaries, int port, ServerNetwork? network, string logFile)
    {
        var server = cluster.As(
            ["/bin/sh", "-c", Script, "postgres", binaries.Path("postgres"), .. ServerSettings.Arguments(cluster.Directory, port, network)]);
        var start = new ProcessStartInfo("setsid", server)
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment["LC_ALL"] = "C";
        var log = new StreamWriter(logFile, append: true) { AutoFlush = true };
        return new ServerProcess(System.Diagnostics.Process.Start(start)!, log);
    }

    /// <summary>
    /// Shuts the server down: running statements are aborted, everything committed is on disk. A second call does nothing: a server that
    /// died is disposed of before its successor is there, and the platform may stop in between.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        process.StandardInput.Close();
        try
        {
            await Exited.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            await Exited;
        }

        await output;
        process.Dispose();
    }

    private async Task<int> WaitAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>The server's log goes to a file; its last lines are kept for the message of a failed start.</summary>
    private async Task CopyOutputAsync(StreamWriter log)
    {
        await using (log)
        {
            while (await process.StandardError.ReadLineAsync() is { } line)
            {
                lock (lastLines)
                {
                    lastLines.Enqueue(line);
                    if (lastLines.Count > LinesKept)
                        lastLines.Dequeue();
                }

                await log.WriteLineAsync(line);
            }
        }
    }
}
