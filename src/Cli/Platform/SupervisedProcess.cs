using System.Globalization;
using Mantissa.Cli.Processes;

namespace Mantissa.Cli.Platform;

/// <summary>
/// A process of the platform that is started again whenever it ends by itself. Its output goes to its log file; <c>notice</c> gets what
/// a person should know: warnings among its output, and that it ended and is started again.
/// </summary>
internal sealed class SupervisedProcess : IAsyncDisposable
{
    private const string FirstStart = "First start:";
    private const int LinesKept = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string name;
    private readonly ChildCommand command;
    private readonly Action<string> notice;
    private readonly TimeProvider time;
    private readonly LogFile log;
    private readonly WarningFilter warnings = new();
    private readonly Queue<string> lastLines = new();
    private readonly RestartDelay delay = new();
    private readonly CancellationTokenSource stopping = new();
    private ChildProcess child;
    private Task watching = Task.CompletedTask;

    public SupervisedProcess(string name, IReadOnlyList<string> commandLine, PlatformOptions options, BuiltCheckout checkout, Action<string> notice, TimeProvider time)
    {
        (this.name, this.notice, this.time) = (name, notice, time);
        log = new(Path.Combine(options.LogDirectory, $"{name}.log"), time);
        command = new(commandLine, options.Environment(checkout), Read);
        child = ChildProcess.Start(command);
    }

    /// <summary>Completes when the process that was started first has ended.</summary>
    public Task FirstExit => child.Exited;

    /// <summary>How often in a row it ended soon after its start; a process that cannot work shows here.</summary>
    public int QuickEnds => delay.QuickEnds;

    /// <summary>What it wrote last, for a message that explains its end.</summary>
    public string LastLines
    {
        get
        {
            lock (lastLines)
                return string.Join('\n', lastLines);
        }
    }

    /// <summary>From now on, start it again when it ends.</summary>
    public void KeepAlive() => watching = WatchAsync();

    /// <summary>Asks it to stop and waits for that; kills it when it takes longer than anything it has to finish may take.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await watching;
        await child.StopAsync(Patience);
        await child.Exited;
        child.Dispose();
        log.Dispose();
        stopping.Dispose();
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                var started = time.GetTimestamp();
                await child.Exited.WaitAsync(stopping.Token);
                var wait = delay.Next(time.GetElapsedTime(started));
                notice(string.Create(CultureInfo.InvariantCulture,
                    $"{name} ended with exit code {child.ExitCode} and is started again in {wait.TotalSeconds:0} s. Its log: {name}.log"));
                await Task.Delay(wait, time, stopping.Token);
                child.Dispose();
                child = ChildProcess.Start(command);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    private void Read(string line)
    {
        // It holds a password: for the person at the terminal, and for no file.
        if (line.StartsWith(FirstStart, StringComparison.Ordinal))
        {
            notice(line);
            return;
        }

        log.Write(line);
        lock (lastLines)
        {
            lastLines.Enqueue(line);
            if (lastLines.Count > LinesKept)
                lastLines.Dequeue();
        }

        if (warnings.Read(line) is { } text)
            notice($"{name}: {text}");
    }
}
