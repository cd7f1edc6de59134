using Mantissa.Data.Dashboards;
using Mantissa.Data.Entities;

namespace Mantissa.Web.Dashboards;

/// <summary>
/// A dashboard under somebody's hands: what they made of it, what is kept of that, and what somebody else made of it meanwhile.
/// </summary>
public sealed class DashboardEditor
{
    private readonly DashboardStore _store;
    private DashboardDraft _kept;

    public DashboardEditor(DashboardStore store, Dashboard saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        (_store, Saved, _kept) = (store, saved, saved.ToDraft());
        Draft = _kept;
    }

    /// <summary>As the store has it, as far as this editor knows.</summary>
    public Dashboard Saved { get; private set; }

    /// <summary>As it is on the screen.</summary>
    public DashboardDraft Draft { get; private set; }

    public SaveState State { get; private set; }

    /// <summary>What somebody else saved, while <see cref="State"/> is a conflict.</summary>
    public Dashboard? Theirs { get; private set; }

    /// <summary>The widget removed last, until something else is done.</summary>
    public DashboardWidget? Removed { get; private set; }

    public IReadOnlyList<DashboardWidget> Widgets => Draft.Content.Widgets;

    private bool IsDecided => State is not (SaveState.Conflict or SaveState.Gone);

    public void Describe(string name, string description, string query) => Change(Draft with { Name = name, Description = description, Query = query });

    public void Add(DashboardWidget widget) => Arrange(GridLayout.Append(Widgets, widget));

    /// <summary>Puts all widgets where a drag or a key has put them.</summary>
    public void Arrange(IReadOnlyList<DashboardWidget> widgets)
    {
        Change(Draft with { Content = new() { Widgets = widgets } });
        Removed = null;
    }

    public void Configure(DashboardWidget widget) => Arrange([.. Widgets.Select(other => other.Id == widget.Id ? widget : other)]);

    public void Remove(Guid id)
    {
        var removed = Widgets.FirstOrDefault(widget => widget.Id == id);
        Arrange(GridLayout.Arrange([.. Widgets.Where(widget => widget.Id != id)]));
        Removed = removed;
    }

    /// <summary>Puts the widget that was removed last back where it was.</summary>
    public void Restore()
    {
        if (Removed is { } removed)
            Arrange(GridLayout.Move([.. Widgets, removed], removed.Id, removed.Place));
    }

    /// <summary>Keeps what is on the screen, unless it is kept already or somebody else's version stands against it.</summary>
    /// <exception cref="DashboardInvalidException">It breaks a rule.</exception>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        var draft = Draft;
        if (!IsDecided || State == SaveState.Saving || ReferenceEquals(draft, _kept))
            return;
        State = SaveState.Saving;
        try
        {
            if (DashboardCheck.Check(draft) is { Count: > 0 } errors)
                throw new DashboardInvalidException(errors);
            Saved = await _store.SaveAsync(Saved.Id, Saved.Version, draft, cancellationToken);
            _kept = draft;
            State = ReferenceEquals(Draft, draft) ? SaveState.Saved : SaveState.Changed;
        }
        catch (DashboardConflictException conflict)
        {
            (State, Theirs) = (SaveState.Conflict, conflict.Current);
        }
        catch (DashboardNotFoundException)
        {
            State = SaveState.Gone;
        }
        finally
        {
            if (State == SaveState.Saving)
                State = SaveState.Failed;
        }
    }

    /// <summary>Hears that the store has another version, or none any more. Whoever only looks is shown it; whoever edits decides.</summary>
    /// <returns>Whether what is on the screen is another one now.</returns>
    public bool Notice(Dashboard? current, bool editing)
    {
        if (State == SaveState.Saving || current?.Version <= Saved.Version)
            return false;
        if (current is null)
        {
            State = SaveState.Gone;
            return false;
        }

        if (editing || !ReferenceEquals(Draft, _kept))
        {
            (State, Theirs) = (SaveState.Conflict, current);
            return false;
        }

        Adopt(current);
        return true;
    }

    /// <summary>Drops what was made here for what somebody else saved.</summary>
    public void TakeTheirs()
    {
        if (Theirs is { } theirs)
            Adopt(theirs);
    }

    /// <summary>Keeps what was made here as a dashboard of its own.</summary>
    public Task<Dashboard> KeepAsCopyAsync(CancellationToken cancellationToken) =>
        _store.CreateAsync(Draft with { Name = DashboardStore.CopyName(Draft.Name) }, cancellationToken);

    private void Adopt(Dashboard current)
    {
        (Saved, Draft, Theirs, Removed, State) = (current, current.ToDraft(), null, null, SaveState.Saved);
        _kept = Draft;
    }

    private void Change(DashboardDraft draft)
    {
        Draft = draft;
        if (IsDecided && State != SaveState.Saving)
            State = SaveState.Changed;
    }
}
