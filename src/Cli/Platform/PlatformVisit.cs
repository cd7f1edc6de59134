using Mantissa.Cli.Api;
using Mantissa.Data.Operator;

namespace Mantissa.Cli.Platform;

/// <summary>A platform to work with over its API: the one that is up over the data directory, or one started for the time being.</summary>
internal sealed class PlatformVisit : IAsyncDisposable
{
    private const int WorkerTries = 4;
    private static readonly TimeSpan WorkerLimit = TimeSpan.FromMinutes(1);

    private readonly PlatformHost? host;

    private PlatformVisit(PlatformHost? host, string url, string dataDirectory) => (this.host, Client) = (host, ClientOf(url, dataDirectory));

    /// <summary>Whether the platform was started here, and so ends here.</summary>
    public bool OwnsPlatform => host is not null;

    public PlatformClient Client { get; }

    /// <summary>Comes back when a worker that serves the queue <c>cpu</c> has published what it can train.</summary>
    public static async Task<PlatformVisit> OpenAsync(
        PlatformOptions options, BuiltCheckout checkout, Action<string> say, TimeProvider time, CancellationToken cancellationToken)
    {
        var visit = await EnterAsync(options, checkout, say, time, cancellationToken);
        try
        {
            await visit.WaitForWorkerAsync(time, cancellationToken);
            return visit;
        }
        catch
        {
            await visit.DisposeAsync();
            throw;
        }
    }

    /// <summary>A worker that cannot even start will never train anything; waiting for it would be forever.</summary>
    /// <exception cref="ProblemException">It has ended several times in a row.</exception>
    public void CheckWorker()
    {
        if (host is { WorkerQuickEnds: >= WorkerTries })
            throw new ProblemException($"The worker ended {WorkerTries} times in a row. It said:\n{host.WorkerLastLines}");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (host is not null)
            await host.DisposeAsync();
    }

    /// <summary>A client of the site over a data directory that may do what its operator may.</summary>
    /// <exception cref="ProblemException">The site has not made its key yet, or this account may not read it.</exception>
    public static PlatformClient ClientOf(string url, string dataDirectory) => new(url, OperatorKeyFile.Read(dataDirectory)
        ?? throw new ProblemException($"The key in {dataDirectory} cannot be read: run this as the account that started the platform, once it is up."));

    private static async Task<PlatformVisit> EnterAsync(
        PlatformOptions options, BuiltCheckout checkout, Action<string> say, TimeProvider time, CancellationToken cancellationToken)
    {
        if (RunningPlatform.Find(options.DataDirectory) is { } running)
        {
            say($"Using the platform that is up at {running.Url}");
            return new(host: null, running.Url, options.DataDirectory);
        }

        say("Starting the database, the site and a worker …");
        return new(await PlatformHost.StartAsync(options, checkout, say, time, cancellationToken), options.Url, options.DataDirectory);
    }

    private async Task WaitForWorkerAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (!(await Client.WorkersAsync(cancellationToken)).Any(worker => worker.Alive && worker.Queues.Contains("cpu"))
               || (await Client.CatalogueAsync(cancellationToken)).Models.Count == 0)
        {
            CheckWorker();
            if (time.GetElapsedTime(started) > WorkerLimit)
                throw new ProblemException("No worker that serves the queue 'cpu' has connected within a minute: start one with ./mantissa worker --queues cpu.");
            await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancellationToken);
        }
    }
}
