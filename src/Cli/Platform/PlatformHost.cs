using System.Globalization;
using Mantissa.Cli.Processes;

namespace Mantissa.Cli.Platform;

/// <summary>
/// The whole platform on this machine: the site, which brings the database with it, and one worker. Stops in the order in which
/// nothing is lost: the worker hands its run back to the database before the site takes that down.
/// </summary>
internal sealed class PlatformHost : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly PlatformOptions options;
    private readonly IDisposable claim;
    private SupervisedProcess? site;
    private SupervisedProcess? worker;

    private PlatformHost(PlatformOptions options) => (this.options, claim) = (options, RunningPlatform.Claim(options.DataDirectory, options.Url));

    /// <summary>How often in a row the worker ended soon after its start.</summary>
    public int WorkerQuickEnds => worker?.QuickEnds ?? 0;

    /// <summary>What the worker wrote last.</summary>
    public string WorkerLastLines => worker?.LastLines ?? "";

    /// <summary>Comes back when the site answers and the worker has been started; <c>notice</c> gets warnings and restarts as they come.</summary>
    public static async Task<PlatformHost> StartAsync(
        PlatformOptions options, BuiltCheckout checkout, Action<string> notice, TimeProvider time, CancellationToken cancellationToken)
    {
        var host = new PlatformHost(options);
        try
        {
            Port.RequireFree(options.Port);
            host.site = new("web", ChildCommand.Dotnet(checkout.Assembly("Web")), options, checkout, notice, time);
            await host.WaitUntilReadyAsync(host.site, cancellationToken);
            host.site.KeepAlive();
            host.worker = new("worker", ChildCommand.Dotnet([checkout.Assembly("Jobs"), .. WorkerArguments(options.Queues)]), options, checkout, notice, time);
            host.worker.KeepAlive();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>The worker's command line: with no queues given it serves those that its devices can.</summary>
    public static string[] WorkerArguments(string? queues) => queues is null ? [] : ["--queues", queues];

    public async ValueTask DisposeAsync()
    {
        if (worker is not null)
            await worker.DisposeAsync();
        if (site is not null)
            await site.DisposeAsync();
        claim.Dispose();
    }

    private async Task WaitUntilReadyAsync(SupervisedProcess process, CancellationToken cancellationToken)
    {
        using var readiness = new Readiness(options.Url);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        try
        {
            while (!await readiness.AskAsync(limit.Token))
            {
                if (await Task.WhenAny(process.FirstExit, Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token)) == process.FirstExit)
                    throw new ProblemException($"The site did not start. It said:\n{process.LastLines}");
                limit.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProblemException(string.Create(CultureInfo.InvariantCulture,
                $"The site was not ready after {StartLimit.TotalMinutes} minutes. Its log: {Path.Combine(options.LogDirectory, "web.log")}"));
        }
    }
}
