using Mantissa.Cli.Platform;
using Mantissa.Cli.Processes;

namespace Mantissa.Cli.Chaos;

/// <summary>The site, which may be hurt and comes back at the same address.</summary>
internal sealed class SiteProcess(ChildCommand command, string url, string logFile, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    private readonly LogFile log = new(logFile, time);
    private ChildProcess? child;

    public string Url => url;

    public int Id => child!.Id;

    public bool Alive => child is { Exited.IsCompleted: false };

    public void Launch() => child = ChildProcess.Start(command with { Output = log.Write });

    /// <exception cref="ChaosException">It is not ready in time.</exception>
    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var readiness = new Readiness(url);
        var started = time.GetTimestamp();
        while (!await readiness.AskAsync(cancellationToken))
        {
            if (!Alive)
                throw new ChaosException($"The site ended with exit code {child!.ExitCode}; its log: {logFile}");
            if (time.GetElapsedTime(started) > StartLimit)
                throw new ChaosException($"The site was not ready after a minute; its log: {logFile}");
            await Task.Delay(100, cancellationToken);
        }
    }

    /// <summary>kill −9.</summary>
    public async Task KillAsync()
    {
        Signals.Send(Id, Signal.Kill);
        await child!.Exited;
        child.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (child is not null)
        {
            await child.StopAsync(StopLimit);
            await child.Exited;
            child.Dispose();
        }

        log.Dispose();
    }
}
