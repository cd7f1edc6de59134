using System.Collections.Concurrent;
using Mantissa.Cli.Platform;
using Mantissa.Cli.Processes;

namespace Mantissa.Cli.Chaos;

/// <summary>What is particular about a worker of a scenario.</summary>
internal sealed record WorkerSetup
{
    /// <summary>A program that runs the rest of the command line, e.g. in a network namespace.</summary>
    public IReadOnlyList<string> Wrapper { get; init; } = [];

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where it finds the database; this machine when absent.</summary>
    public string? DatabaseHost { get; init; }

    /// <summary>Where its cache, spool and logs are; beside the platform's when absent.</summary>
    public string? DataDirectory { get; init; }

    public string Queues { get; init; } = "cpu";
}

/// <summary>A worker that may be hurt.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly ChildProcess child;
    private readonly LogFile log;
    private readonly ConcurrentQueue<string> lines = new();

    public WorkerProcess(ChildCommand command, WorkerSetup setup, string logFile, TimeProvider time)
    {
        Setup = setup;
        log = new LogFile(logFile, time);
        child = ChildProcess.Start(command with
        {
            Output = line =>
            {
                log.Write(line);
                lines.Enqueue(line);
            },
        });
    }

    public int Id => child.Id;

    public WorkerSetup Setup { get; }

    public bool Alive => !child.Exited.IsCompleted;

    public bool Said(string text) => lines.Any(line => line.Contains(text, StringComparison.Ordinal));

    /// <exception cref="ChaosException">It has not said it in time, or ended without.</exception>
    public async Task SaysAsync(string text, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        while (!Said(text))
        {
            if (!Alive || limit.IsCancellationRequested)
                throw new ChaosException($"The worker did not say '{text}'. It said last: {lines.LastOrDefault()}");
            await Task.Delay(50, cancellationToken);
        }
    }

    public void Send(Signal signal) => Signals.Send(child.Id, signal);

    /// <summary>kill −9.</summary>
    public async Task KillAsync()
    {
        Send(Signal.Kill);
        await child.Exited;
    }

    /// <summary>Asks it to stop.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        await child.StopAsync(Patience);
        await child.Exited;
        return child.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (Alive)
        {
            Send(Signal.Continue);
            await StopAsync();
        }

        child.Dispose();
        log.Dispose();
    }
}
