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
    // All that match, as they were when somebody ticked them.
    private IReadOnlyList<Guid> _matching = [];
    private bool _allTicked;

    // Where a range begins; after a reload its place is known again once it is drawn.
    private (Guid Run, int Index, bool Known)? _anchor;

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

        // It may begin with what another request has read, and which rows concern it is known only once they are in sight.
        BeginInThePast();
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
    }

    private void Show(RunsState state)
    {
        _state = state;
        ForgetTicking();
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
        _anchor = _anchor is { } anchor ? anchor with { Known = false } : null;
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
        ForgetTicking();
        return ReloadAsync();
    }

    /// <summary>Puts what is shown into the address.</summary>
    private void Keep()
    {
        State.Missing = null;
        navigation.NavigateTo(
            View.ToUri(State.Saved, State.Ticked, State.Rows.Open),
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
        Keep();

        // The same runs in another order: what is ticked stays so.
        _anchor = null;
        return ReloadAsync();
    }

    private void Resize((string Key, int? Width) size)
    {
        View.Resize(size.Key, size.Width);
        Keep();
    }

    private async Task ToggleAsync(GroupTableRow group)
    {
        State.Rows.Open.Toggle(group.Group);
        Keep();
        _anchor = null;
        await (_table?.ReloadAsync() ?? Task.CompletedTask);
    }

    private void Drawn(IReadOnlyList<TableRow> rows)
    {
        (_drawn, State.First) = (rows, []);
        _inSight = rows.OfType<RunTableRow>().Select(row => row.Row.Run.Id).ToHashSet();
        if (_anchor is { } anchor && rows.OfType<RunTableRow>().FirstOrDefault(row => row.Row.Run.Id == anchor.Run) is { } found)
            _anchor = (anchor.Run, found.Index, true);
    }

    private async Task TickAsync((RunTableRow Row, bool Range) tick)
    {
        var run = tick.Row.Row.Run.Id;
        IReadOnlyList<Guid> runs = tick.Range && _anchor is { Known: true } anchor ? await State.Rows.BetweenAsync(anchor.Index, tick.Row.Index, Left) : [run];
        State.Ticked.Set(runs, tick.Range || !State.Ticked.Contains(run));
        _anchor = (run, tick.Row.Index, true);
        Ticked();
    }

    private async Task TickGroupAsync(GroupTableRow group)
    {
        var runs = await State.Rows.IdsAsync(group.Group, Left);
        State.Ticked.Set(runs, !IsGroupTicked(group));
        _tickedGroups[group.Group.Key] = runs;
        Ticked();
    }

    private async Task TickAllAsync()
    {
        if (_allTicked)
        {
            State.Ticked.Clear();
            Ticked();
        }
        else
            await TickMatchingAsync();
    }

    private async Task TickMatchingAsync()
    {
        _matching = await State.Rows.IdsAsync(group: null, Left);
        State.Ticked.Set(_matching, ticked: true);
        Ticked();
    }

    /// <summary>Ticks outlive a filter, so their number alone does not say whether all that match are among them.</summary>
    private void Ticked()
    {
        var drawn = _drawn.OfType<RunTableRow>().Select(row => row.Row.Run.Id).ToList();
        _allTicked = new[] { _matching, drawn }.Any(runs => runs.Count > 0 && runs.Count == State.Total && runs.All(State.Ticked.Contains));
        Keep();
    }

    private void ForgetTicking()
    {
        (_anchor, _matching, _allTicked) = (null, [], false);
        _tickedGroups.Clear();
    }

    /// <summary>Which runs a group has is read when somebody ticks it.</summary>
    private bool IsGroupTicked(GroupTableRow group) =>
        _allTicked || (_tickedGroups.TryGetValue(group.Group.Key, out var runs) && runs.Count > 0 && runs.All(State.Ticked.Contains));
}
