using Mantissa.Cli.Api;
using Mantissa.Cli.Demo;
using Mantissa.Cli.Platform;
using Spectre.Console;

namespace Mantissa.Cli.Studies;

/// <summary>Trains what a study asks for, or goes on with it, and writes its document.</summary>
internal sealed class StudyRun(PlatformOptions options, BuiltCheckout checkout, IAnsiConsole console, TimeProvider time)
{
    /// <summary>Runs that were cancelled are queued again: a study asks for all of its runs each time it is started.</summary>
    /// <returns>Whether every run completed. Runs that failed are part of the document.</returns>
    public async Task<bool> RunAsync(Study study, CancellationToken cancellationToken)
    {
        await using var visit = await PlatformVisit.OpenAsync(options, checkout, console.WriteLine, time, cancellationToken);
        var catalogue = await visit.Client.CatalogueAsync(cancellationToken);
        var specification = study.Create(catalogue, DemoPlan.FindImages(catalogue, File.Exists));
        var comparison = await visit.Client.SubmitAsync(specification, Study.KeyOf(study.Name, specification), cancellationToken);
        foreach (var cancelled in comparison.Runs.Where(run => run.Status == "Cancelled"))
            await visit.Client.RetryAsync(cancelled.Id, cancellationToken);
        console.WriteLine($"\nWatch it at {comparison.Url}; stop it with Ctrl-C and start it again at any time.\n");
        comparison = await new RunWatch(visit.Client, console, time).FollowAsync(comparison, visit.CheckWorker, cancellationToken);
        console.Write(ParityView.Table(await visit.Client.ParityAsync(comparison.Id, cancellationToken)));
        var document = await StudyReport.WriteAsync(study, comparison, visit.Client, Path.Combine(checkout.Home, "docs"), cancellationToken);
        console.WriteLine($"Wrote {document}.");
        return comparison.Runs.All(run => run.Succeeded);
    }
}
