using Mantissa.Data.Catalogue;
using Mantissa.Data.Comparisons;
using Mantissa.Data.Entities;
using Mantissa.Data.Notifications;
using Mantissa.Web.Live;

namespace Mantissa.Web.Components.Pages.Compare;

/// <summary>Reads what the page of a comparison shows, all of it or what changed.</summary>
public sealed class CompareReader(
    LiveReads reads, ComparisonStore comparisons, CatalogueStore catalogues)
{
    private static readonly HashSet<RunChange> All = [new(Guid.Empty, RunChangeKind.Everything)];

    /// <summary>A comparison, or <see langword="null"/> when there is none.</summary>
    public async Task<CompareView?> ReadComparisonAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await comparisons.GetAsync(id, cancellationToken) is not { } comparison)
            return null;
        var members = await comparisons.RunsAsync(id, cancellationToken);
        var view = new CompareView(comparison, await catalogues.GetAsync(cancellationToken)) { Runs = members };
        await RefreshAsync(view, All, cancellationToken);
        return view;
    }

    /// <summary>Runs chosen by hand, and how many of them do not exist.</summary>
    public async Task<(CompareView? View, int Absent)> ReadRunsAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var found = new List<Run>();
        foreach (var id in ids)
        {
            if (await reads.RunAsync(id, cancellationToken) is { } run)
                found.Add(run);
        }

        if (found.Count == 0)
            return (null, ids.Count);
        var view = new CompareView(null, await catalogues.GetAsync(cancellationToken)) { Runs = found };
        await RefreshAsync(view, All, cancellationToken);
        return (view, ids.Count - found.Count);
    }

    public async Task RefreshAsync(CompareView view, IReadOnlySet<RunChange> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(changes);
        var all = changes.Any(c => c.Kind == RunChangeKind.Everything);
        var moved = changes.Where(c => c.Kind is RunChangeKind.Status or RunChangeKind.Progress).Select(c => c.RunId).ToHashSet();
        if (all || moved.Count > 0)
        {
            var current = new List<Run>(view.Runs.Count);
            foreach (var run in view.Runs)
                current.Add(all || moved.Contains(run.Id) ? await reads.RunAsync(run.Id, cancellationToken) ?? run : run);
            view.Runs = current;
        }

        if (all || changes.Any(c => c.Kind == RunChangeKind.Metrics))
            view.Metrics = await reads.SummariesAsync(view.Runs.Select(r => r.Id).ToList(), cancellationToken);
        if (all || changes.Any(c => c.Kind is RunChangeKind.Metrics or RunChangeKind.Status))
        {
            view.Parity = view.Comparison is { } comparison
                ? ParityBuilder.Build(comparison, view.Runs, view.Metrics, view.Catalogue)
                : Judged(ParityBuilder.BuildChosen(view.Runs, view.Baseline, view.Metrics, view.Catalogue));
        }
    }

    /// <summary>Of runs chosen by hand many have no partner of the same recipe in the baseline; their rows would say only that.</summary>
    private static ParityTable Judged(ParityTable table) =>
        table with { Models = [.. table.Models.Where(model => model.Formats is [{ IsBaseline: true }, _, ..])] };
}
