using Mantissa.Data.Catalogue;
using Mantissa.Data.Dashboards;
using Mantissa.Data.Notifications;

namespace Mantissa.Web.Dashboards;

/// <summary>Reads what the widgets of a board show. Widgets with the same query share one reading of it.</summary>
public sealed class BoardReader(RunSelector selector, CatalogueStore catalogues)
{
    /// <summary>
    /// What every widget is given now. Whoever has nothing new to show is given the same object as before.
    /// </summary>
    /// <param name="query">The query of the dashboard.</param>
    /// <param name="widgets">Its widgets.</param>
    /// <param name="linked">Whether runs link to their pages.</param>
    /// <param name="before">What they were given before; empty at first.</param>
    /// <param name="changes">What changed since; <see langword="null"/> when nothing but the dashboard did.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<IReadOnlyDictionary<Guid, WidgetView>> ReadAsync(
        string query, IReadOnlyList<DashboardWidget> widgets, bool linked, IReadOnlyDictionary<Guid, WidgetView> before,
        IReadOnlySet<RunChange>? changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(widgets);
        ArgumentNullException.ThrowIfNull(before);
        var catalogue = await catalogues.GetAsync(cancellationToken);
        var selections = new Dictionary<string, RunSelection>();
        var views = new Dictionary<Guid, WidgetView>();
        foreach (var widget in widgets)
        {
            var kind = WidgetKind.Find(widget.Kind);
            var old = before.GetValueOrDefault(widget.Id);
            var asked = (widget.Query ?? query).Trim();
            if (old is not null && Same(old.Widget, widget) && old.Query == asked && !Concerned(kind, old, changes))
            {
                // A widget that only moved shows what it showed.
                views[widget.Id] = old;
                continue;
            }

            var runs = RunSelection.Empty;
            if (kind is { ShowsRuns: true } && !selections.TryGetValue(asked, out runs!))
                selections[asked] = runs = await selector.SelectAsync(asked, cancellationToken);
            var (values, errors) = old is not null && Same(old.Widget, widget) ? (old.Values, old.Errors) : kind?.Resolve(widget.Options) ?? ([], []);
            views[widget.Id] = new(widget, values, errors, runs, asked, catalogue, linked);
        }

        return views;
    }

    private static bool Same(DashboardWidget old, DashboardWidget now) =>
        ReferenceEquals(old, now) || (old.Kind == now.Kind && ReferenceEquals(old.Options, now.Options));

    private static bool Concerned(WidgetKind? kind, WidgetView view, IReadOnlySet<RunChange>? changes)
    {
        if (kind is not { ShowsRuns: true } || changes is null)
            return false;
        var own = view.Runs.Runs.Select(run => run.Id).ToHashSet();
        return changes.Any(change => change.Kind is RunChangeKind.Status or RunChangeKind.Everything
            || (kind.Follows(change.Kind) && own.Contains(change.RunId)));
    }
}
