using System.Globalization;
using Mantissa.Data.Entities;
using Mantissa.Data.Notifications;
using Mantissa.Data.Querying;
using Mantissa.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>All runs: filtered, sorted and grouped by the server, drawn as far as they are in sight, kept up to date.</summary>
public sealed partial class RunsPage(
    RunsReader reader, QueryFieldStore fields, NavigationManager navigation, FirstPaint paint, PersistentComponentState persistence) : LivePage
{
    private const string Painted = "runs";

    private readonly Dictionary<string, IReadOnlyList<Guid>> _tickedGroups = [];
    private RunsState? _state;
    private RunTable? _table;
    private IReadOnlyList<TableRow> _drawn = [];
    private IReadOnlyList<string> _completions = [];
    private int? _anchor;

    // What tells the entries of the browser's history apart that this page writes.
    private readonly string _page = $"{Guid.NewGuid():N}";
    private int _written;
    private int _confirmed;
    private PersistingComponentStateSubscription _handOver;

    // Which rows a change concerns is asked on the notifier's thread: the set is replaced, never changed.
    private volatile HashSet<Guid> _inSight = [];
    private volatile bool _grouped;

    private RunsState State => _state!;
    private RunsView View => State.View;

    /// <summary>Groups are made anew with every refresh: twice a second is live enough.</summary>
    protected override TimeSpan Interval => TimeSpan.FromMilliseconds(500);

    protected override Task OnInitializedAsync()
    {
        navigation.LocationChanged += Moved;
        if (persistence.TryTakeFromJson<Guid>(Painted, out var id) && paint.Take<RunsState>(id) is { } painted)
        {
            Show(painted);
            return Task.CompletedTask;
        }

        _handOver = persistence.RegisterOnPersisting(HandOver, RenderMode.InteractiveServer);
        return OpenAsync();
    }

    protected override bool Concerns(RunChange change) => change.Kind switch
    {
        RunChangeKind.Status => true,
        RunChangeKind.Metrics => _grouped || _inSight.Contains(change.RunId),
        RunChangeKind.Progress => _inSight.Contains(change.RunId),
        _ => false,
    };

    protected override async Task RefreshAsync(IReadOnlySet<RunChange> changes)
    {
        if (_state is null || changes.Any(change => change.Kind is RunChangeKind.Status or RunChangeKind.Everything || (_grouped && change.Kind == RunChangeKind.Metrics)))
        {
            await ReloadAsync();
            return;
        }

        var changed = _drawn.OfType<RunTableRow>().Select(row => row.Row).Where(row => changes.Any(change => change.RunId == row.Run.Id)).ToList();
        await reader.RefreshAsync(State, changed, Left);
    }

    protected override ValueTask LeaveAsync()
    {
        navigation.LocationChanged -= Moved;
        _handOver.Dispose();
        return default;
    }

    private Task HandOver()
    {
        if (_state is not null)
            persistence.PersistAsJson(Painted, paint.Keep(_state));
        return Task.CompletedTask;
    }

    /// <summary>Shows what the address says: one of this page's own making, or another one, by a link or the way back.</summary>
    private async Task OpenAsync()
    {
        var uri = new Uri(navigation.Uri);
        Show(await reader.OpenAsync(uri, Left));
        await (_table?.ReloadAsync() ?? Task.CompletedTask);
    }

    private void Show(RunsState state)
    {
        (_state, _anchor) = (state, null);
        _grouped = state.Rows.By.Count > 0;
    }

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath != "/" || IsEcho(e.HistoryEntryState))
            return;
        _ = InvokeAsync(async () =>
        {
            await OpenAsync();
            StateHasChanged();
        });
    }

    /// <summary>
    /// Whether the browser only confirms an address that this page wrote: that comes late, when somebody who types is letters ahead. On the way
    /// back an entry comes a second time, and counts.
    /// </summary>
    private bool IsEcho(string? entry)
    {
        if (entry?.Split(' ') is not [var page, var number] || page != _page || int.Parse(number, CultureInfo.InvariantCulture) is var written && written <= _confirmed)
            return false;
        _confirmed = written;
        return true;
    }

    private async Task ReloadAsync()
    {
        if (_state is null || !await reader.CountAsync(_state, Left))
            return;
        _grouped = State.Rows.By.Count > 0;
        await (_table?.ReloadAsync() ?? Task.CompletedTask);
    }

    private async Task FilterAsync(string? text)
    {
        View.Text = text ?? "";
        _completions = Completion.Of(View.Text, await fields.GetAsync(Left));
        await ShowAsync();
    }

    private Task ClearAsync()
    {
        View.Clear();
        return ShowAsync();
    }

    private Task ShowAsync()
    {
        Keep();
        _anchor = null;
        return ReloadAsync();
    }

    /// <summary>Puts what is shown into the address.</summary>
    private void Keep()
    {
        State.Missing = null;
        navigation.NavigateTo(
            View.ToUri(State.Saved, State.Ticked),
            new NavigationOptions { ReplaceHistoryEntry = true, HistoryEntryState = string.Create(CultureInfo.InvariantCulture, $"{_page} {++_written}") });
    }

    private void KeepAs(SavedView saved)
    {
        (State.Saved, View.SavedId) = (saved, saved.Id);
        Keep();
    }

    private Task SortAsync(RunColumn column)
    {
        View.SortBy(column.Key == FixedColumns.Group ? State.Rows.GroupKeys[0] : column.Key, column.IsNumber);
        return ShowAsync();
    }

    private void Resize((string Key, int? Width) size)
    {
        View.Resize(size.Key, size.Width);
        Keep();
    }

    private async Task ToggleAsync(GroupTableRow group)
    {
        State.Rows.Toggle(group.Group);
        _anchor = null;
        await (_table?.ReloadAsync() ?? Task.CompletedTask);
    }

    private void Drawn(IReadOnlyList<TableRow> rows)
    {
        (_drawn, State.First) = (rows, []);
        _inSight = rows.OfType<RunTableRow>().Select(row => row.Row.Run.Id).ToHashSet();
    }

    private async Task TickAsync((RunTableRow Row, bool Range) tick)
    {
        var run = tick.Row.Row.Run.Id;
        IReadOnlyList<Guid> runs = tick.Range && _anchor is { } anchor ? await State.Rows.BetweenAsync(anchor, tick.Row.Index, Left) : [run];
        State.Ticked.Set(runs, tick.Range || !State.Ticked.Contains(run));
        _anchor = tick.Row.Index;
        Keep();
    }

    private async Task TickGroupAsync(GroupTableRow group)
    {
        var runs = await State.Rows.IdsAsync(group.Group, Left);
        State.Ticked.Set(runs, !IsGroupTicked(group));
        _tickedGroups[KeyOf(group)] = runs;
        Keep();
    }

    private async Task TickAllAsync()
    {
        if (State.Ticked.Count >= State.Total)
        {
            State.Ticked.Clear();
            Keep();
        }
        else
            await TickMatchingAsync();
    }

    private async Task TickMatchingAsync()
    {
        State.Ticked.Set(await State.Rows.IdsAsync(group: null, Left), ticked: true);
        Keep();
    }

    /// <summary>Which runs a group has is read when somebody ticks it.</summary>
    private bool IsGroupTicked(GroupTableRow group) =>
        State.Ticked.Count >= State.Total || (_tickedGroups.TryGetValue(KeyOf(group), out var runs) && runs.Count > 0 && runs.All(State.Ticked.Contains));

    private static string KeyOf(GroupTableRow group) => string.Join('\n', group.Group.Keys);
}
