using System.Globalization;
using Mantissa.Cli.Api;
using Mantissa.Cli.Platform;
using Spectre.Console;

namespace Mantissa.Cli.Demo;

/// <summary>The demonstration from start to verdict, over a platform that is up already or over one of its own.</summary>
internal sealed class Demonstration(PlatformOptions options, BuiltCheckout checkout, IAnsiConsole console, string preset, TimeProvider time) : IAsyncDisposable
{
    private PlatformVisit? visit;

    /// <inheritdoc cref="PlatformVisit.OwnsPlatform"/>
    public bool OwnsPlatform => visit is { OwnsPlatform: true };

    public void Say(string text) => console.WriteLine(text);

    public async Task<SubmittedComparison> RunAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        visit = await PlatformVisit.OpenAsync(options, checkout, Say, time, cancellationToken);
        var client = visit.Client;
        var comparison = await client.SubmitAsync(
            DemoPlan.Create(await client.CatalogueAsync(cancellationToken), preset, File.Exists), idempotencyKey: null, cancellationToken);
        Say($"\nWatch it at {await client.SignInLinkAsync(new Uri(comparison.Url).AbsolutePath, cancellationToken)}\n(The address signs you in, once; ./mantissa sign-in makes another.)\n");
        comparison = await new RunWatch(client, console, time).FollowAsync(comparison, visit.CheckWorker, cancellationToken);
        var parity = await client.ParityAsync(comparison.Id, cancellationToken);
        console.Write(ParityView.Table(parity));
        foreach (var explanation in ParityView.Explanations(parity))
            Say(explanation);
        foreach (var run in comparison.Runs.Where(run => !run.Succeeded))
            Say($"{run.Name} ended as {run.Status.ToLowerInvariant()}: {run.StatusReason ?? "no reason was recorded"}");
        Say(string.Create(CultureInfo.InvariantCulture, $"Took {time.GetElapsedTime(started):m\\:ss} in all. {comparison.Url}"));
        return comparison;
    }

    public ValueTask DisposeAsync() => visit?.DisposeAsync() ?? ValueTask.CompletedTask;
}
