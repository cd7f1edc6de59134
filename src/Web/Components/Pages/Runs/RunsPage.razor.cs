using Mantissa.Data.Entities;
using Mantissa.Data.Notifications;
using Mantissa.Data.Querying;
using Mantissa.Data.Runs;
using Mantissa.Web.Components.Shared;
using Mantissa.Web.Live;
using Microsoft.AspNetCore.Components;
using Radzen;
using Radzen.Blazor;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>All runs: filtered and sorted by the server, drawn as far as they are in sight, kept up to date.</summary>
public sealed partial class RunsPage(
    RunStore runs, RunRows reader, QueryFieldStore fields, NavigationManager navigation, PageActions actions, DialogService dialogs) : LivePage
{
    private RunsView _view = new();
    private RadzenDataGrid<RunRow>? _grid;
    private IReadOnlyList<RunRow> _rows = [];
    private IReadOnlyList<string> _completions = [];
    private QuerySyntaxException? _mistake;
    private int? _total;

    // Which rows a change concerns is asked on the notifier's thread: the set is replaced, never changed.
    private volatile HashSet<Guid> _inSight = [];

    protected override async Task OnInitializedAsync()
    {
        _view = RunsView.From(new Uri(navigation.Uri));
        await CountAsync();
    }

    protected override bool Concerns(RunChange change) => change.Kind switch
    {
        RunChangeKind.Status => true,
        RunChangeKind.Progress or RunChangeKind.Metrics => _inSight.Contains(change.RunId),
        _ => false,
    };

    protected override async Task RefreshAsync(IReadOnlySet<RunChange> changes)
    {
        if (changes.Any(c => c.Kind is RunChangeKind.Status or RunChangeKind.Everything))
        {
            await ReloadAsync();
            return;
        }

        var changed = _rows.Where(row => changes.Any(c => c.RunId == row.Run.Id)).ToList();
        foreach (var row in changed)
            row.Run = await runs.GetAsync(row.Run.Id, Left) ?? row.Run;
        await reader.FillAsync(changed, Left);
    }

    private async Task LoadAsync(LoadDataArgs args)
    {
        if (args.Sorts?.FirstOrDefault() is { } sort)
            _view.Sort = (sort.SortOrder == SortOrder.Descending ? "-" : "") + sort.Property;
        else if (_grid?.Sorts.Any() == false && args.Sorts is not null)
            _view.Sort = RunSort.Default;
        // While a query is being typed it is often none; what it found before stays in sight.
        if (_mistake is not null)
            return;
        var (rows, total) = await reader.ReadAsync(_view.Query(args.Skip ?? 0, Math.Min(args.Top ?? 50, RunStore.MaximumPage)), Left);
        _rows = rows;
        _total = total;
        _inSight = rows.Select(r => r.Run.Id).ToHashSet();
    }

    private async Task ReloadAsync()
    {
        if (await CountAsync() && _grid is not null)
            await _grid.Reload();
    }

    /// <returns>Whether the query could be understood.</returns>
    private async Task<bool> CountAsync()
    {
        try
        {
            _total = (await runs.ListAsync(_view.Query(0, 1), Left)).TotalCount;
            _mistake = null;
        }
        catch (QuerySyntaxException mistake)
        {
            _mistake = mistake;
        }

        return _mistake is null;
    }

    private async Task FilterAsync(ChangeEventArgs e)
    {
        _view.Text = e.Value as string ?? "";
        _completions = Completion.Of(_view.Text, await fields.GetAsync(Left));
        await ShowAsync();
    }

    private Task ToggleAsync(RunStatus status)
    {
        _view.Toggle(status);
        return ShowAsync();
    }

    private Task ClearAsync()
    {
        _view.Clear();
        return ShowAsync();
    }

    private Task ShowAsync()
    {
        navigation.NavigateTo(_view.ToUri(), replace: true);
        return ReloadAsync();
    }

    private void Compare() => navigation.NavigateTo($"/compare?runs={string.Join(',', _view.Selected)}");

    private async Task CancelSelectedAsync()
    {
        var chosen = _view.Selected.ToList();
        var question = chosen.Count == 1 ? "Cancel this run?" : $"Cancel {chosen.Count} runs?";
        if (await dialogs.Confirm(
                "Runs that wait are taken out of the queue; those that train stop within seconds and can be continued from their last checkpoint.",
                question, new ConfirmOptions { OkButtonText = "Cancel them", CancelButtonText = "Keep them" }) != true)
            return;
        var stopped = 0;
        foreach (var id in chosen)
            await actions.TryAsync(async () => stopped += await runs.RequestCancelAsync(id, CancellationToken.None) ? 1 : 0);
        _view.Selected.Clear();
        actions.Done(stopped == chosen.Count ? $"{stopped} asked to stop" : $"{stopped} asked to stop; the others had ended already");
    }

    private void Mark(RowRenderEventArgs<RunRow> args)
    {
        args.Attributes["data-testid"] = "run-row";
        if (_view.Selected.Contains(args.Data!.Run.Id))
            args.Attributes["class"] = "selected";
    }
}
