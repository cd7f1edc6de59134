using Mantissa.Data.Artifacts;
using Mantissa.Data.Catalogue;
using Mantissa.Data.Checkpoints;
using Mantissa.Data.Events;
using Mantissa.Data.Files;
using Mantissa.Data.Notifications;
using Mantissa.Web.Components.Metrics;
using Mantissa.Web.Formatting;
using Mantissa.Web.Live;

namespace Mantissa.Web.Components.Pages.RunDetails;

/// <summary>Reads what the page of a run shows, all of it or what changed.</summary>
public sealed class RunReader(
    LiveReads reads, EventStore events, CheckpointStore checkpoints, ArtifactStore artifacts, RunFileStore files,
    CatalogueStore catalogues)
{
    private static readonly HashSet<RunChangeKind> All = [RunChangeKind.Everything];

    /// <summary>The run, or <see langword="null"/> when there is none.</summary>
    public async Task<RunView?> ReadAsync(Guid id, FormatPalette palette, CancellationToken cancellationToken)
    {
        if (await reads.RunAsync(id, cancellationToken) is not { } run)
            return null;
        var view = new RunView(run, await catalogues.GetAsync(cancellationToken));
        return await RefreshAsync(view, All, palette, cancellationToken) ? view : null;
    }

    /// <summary>Reads again what changed.</summary>
    /// <returns>Whether the run is still there.</returns>
    public async Task<bool> RefreshAsync(RunView view, IReadOnlySet<RunChangeKind> changed, FormatPalette palette, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(changed);
        var id = view.Run.Id;
        bool Touches(params RunChangeKind[] kinds) => changed.Contains(RunChangeKind.Everything) || kinds.Any(changed.Contains);

        if (Touches(RunChangeKind.Status, RunChangeKind.Progress))
        {
            if (await reads.RunAsync(id, cancellationToken) is not { } run)
                return false;
            view.Run = run;
        }

        if (Touches(RunChangeKind.Status))
            view.Events = await reads.OfRunAsync("events", id, (run, token) => events.ListAsync(run, token), cancellationToken);
        if (Touches(RunChangeKind.Checkpoints))
            view.Checkpoints = await reads.OfRunAsync("checkpoints", id, checkpoints.ListAsync, cancellationToken);
        if (Touches(RunChangeKind.Artifacts))
        {
            view.Confusion = await reads.OfRunAsync("confusion", id, ConfusionAsync, cancellationToken);
            view.Files = await reads.OfRunAsync("files", id, files.ListAsync, cancellationToken);
        }

        if (!Touches(RunChangeKind.Metrics))
            return true;
        view.Metrics = await reads.SummariesAsync([id], cancellationToken);
        view.Panels = MetricPanels.Of(view.Metrics.Select(m => m.Name), view.Trainer);
        view.ChartRuns = [ChartRun.Of(view.Run, "", palette)];
        return true;
    }

    /// <summary>The newest one, if there is any.</summary>
    private async Task<ConfusionCounts?> ConfusionAsync(Guid id, CancellationToken cancellationToken)
    {
        var newest = (await artifacts.ListAsync(id, cancellationToken)).LastOrDefault(artifact => artifact.Name == ConfusionCounts.FileName);
        return newest is not null && await artifacts.GetAsync(id, newest.Name, newest.Step, cancellationToken) is { } artifact
            ? ConfusionCounts.Read(artifact.Step, artifact.Content)
            : null;
    }
}
