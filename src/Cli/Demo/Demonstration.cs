using System.Globalization;
using Mantissa.Cli.Platform;
using Spectre.Console;

namespace Mantissa.Cli.Demo;

/// <summary>The demonstration from start to verdict, over a platform that is up already or over one of its own.</summary>
internal sealed class Demonstration(PlatformOptions options, BuiltCheckout checkout, IAnsiConsole console, string preset, TimeProvider time) : IAsyncDisposable
{
    private const int WorkerTries = 4;
    private static readonly TimeSpan WorkerLimit = TimeSpan.FromMinutes(1);

    private PlatformHost? host;

    /// <summary>Whether the platform was started here, and so ends here.</summary>
    public bool OwnsPlatform => host is not null;

    public void Say(string text) => console.WriteLine(text);

    public async Task<SubmittedComparison> RunAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var url = await PlatformAsync(cancellationToken);
        using var client = new PlatformClient(url);
        await WaitForWorkerAsync(client, cancellationToken);
        var comparison = await client.SubmitAsync(
            DemoPlan.Create(await client.CatalogueAsync(cancellationToken), preset, File.Exists), cancellationToken);
        Say($"\nWatch it at {comparison.Url}\n");
        comparison = await new DemoWatch(client, console, time).FollowAsync(comparison, CheckWorker, cancellationToken);
        var parity = await client.ParityAsync(comparison.Id, cancellationToken);
        console.Write(ParityView.Table(parity));
        foreach (var explanation in ParityView.Explanations(parity))
            Say(explanation);
        foreach (var run in comparison.Runs.Where(run => !run.Succeeded))
            Say($"{run.Name} ended as {run.Status.ToLowerInvariant()}: {run.StatusReason ?? "no reason was recorded"}");
        Say(string.Create(CultureInfo.InvariantCulture, $"Took {time.GetElapsedTime(started):m\\:ss} in all. {comparison.Url}"));
        return comparison;
    }

    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<string> PlatformAsync(CancellationToken cancellationToken)
    {
        if (RunningPlatform.Find(options.DataDirectory) is { } running)
        {
            Say($"Using the platform that is up at {running.Url}");
            return running.Url;
        }

        Say("Starting the database, the site and a worker …");
        host = await PlatformHost.StartAsync(options, checkout, Say, time, cancellationToken);
        return options.Url;
    }

    private async Task WaitForWorkerAsync(PlatformClient client, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (!(await client.WorkersAsync(cancellationToken)).Any(worker => worker.Alive && worker.Queues.Contains("cpu"))
               || (await client.CatalogueAsync(cancellationToken)).Models.Count == 0)
        {
            CheckWorker();
            if (time.GetElapsedTime(started) > WorkerLimit)
                throw new ProblemException("No worker that serves the queue 'cpu' has connected within a minute: start one with ./mantissa worker --queues cpu.");
            await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancellationToken);
        }
    }

    /// <summary>A worker that cannot even start will never train anything; waiting for it would be forever.</summary>
    private void CheckWorker()
    {
        if (host is { WorkerQuickEnds: >= WorkerTries })
            throw new ProblemException($"The worker ended {WorkerTries} times in a row. It said:\n{host.WorkerLastLines}");
    }
}
