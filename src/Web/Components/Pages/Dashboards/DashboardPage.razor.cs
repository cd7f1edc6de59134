using Mantissa.Data.Dashboards;
using Mantissa.Data.Notifications;
using Mantissa.Web.Components.Dashboards;
using Mantissa.Web.Components.Shared;
using Mantissa.Web.Dashboards;
using Mantissa.Web.Live;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Radzen;

namespace Mantissa.Web.Components.Pages.Dashboards;

/// <summary>A dashboard, to look at and to change. Every change is saved by itself; what others save is shown, or decided upon while editing.</summary>
public sealed partial class DashboardPage(
    DashboardStore store, BoardReader reader, NavigationManager navigation, PageActions actions, DialogService dialogs) : LivePage
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private DashboardEditor? _editor;
    private IReadOnlyDictionary<Guid, WidgetView> _views = new Dictionary<Guid, WidgetView>();
    private ChangeThrottle<DashboardEditor>? _saving;
    private readonly Dictionary<Side, ElementReference> _openers = [];
    private DashboardBoard? _board;
    private Guid? _loaded;
    private Guid _configured;
    private Side _side;
    private bool _editing;
    private bool _missing;

    /// <summary>What stands in the panel at the side.</summary>
    private enum Side
    {
        None,
        Gallery,
        Description,
        Sharing,
        Widget,
    }

    [Parameter] public Guid Id { get; set; }
    [CascadingParameter] public Task<AuthenticationState> Authentication { get; set; } = null!;
    [SupplyParameterFromQuery(Name = "edit")] public string? EditAtFirst { get; set; }

    /// <summary>A dashboard looks at many runs at once: twice a second is live enough.</summary>
    protected override TimeSpan Interval => TimeSpan.FromMilliseconds(500);

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == Id)
            return;
        await FlushAsync();
        _loaded = Id;
        var dashboard = await store.GetAsync(Id, Left);
        (_missing, _side, _editing) = (dashboard is null, Side.None, EditAtFirst == "1" && (await Authentication).User.May(Permission.Submit));
        _editor = dashboard is null ? null : new(store, dashboard);
        _views = new Dictionary<Guid, WidgetView>();
        await ReadAsync(null);
    }

    protected override bool Concerns(RunChange change) => change.Kind == RunChangeKind.Dashboard ? change.RunId == Id : change.Kind != RunChangeKind.Logs;

    protected override async Task RefreshAsync(IReadOnlySet<RunChange> changes)
    {
        if (_editor is not { } editor)
            return;
        if (changes.Any(change => change.Kind is RunChangeKind.Dashboard or RunChangeKind.Everything))
            editor.Notice(await store.GetAsync(editor.Saved.Id, Left), _editing);
        await ReadAsync(changes);
    }

    private async Task ReadAsync(IReadOnlySet<RunChange>? changes)
    {
        if (_editor is { } editor)
            _views = await reader.ReadAsync(editor.Draft.Query, editor.Widgets, linked: true, _views, changes, Left);
    }

    private void Edit(bool editing)
    {
        (_editing, _side) = (editing, Side.None);
        navigation.NavigateTo($"/dashboards/{Id}{(editing ? "?edit=1" : "")}", replace: true);
    }

    private void Show(Side side) => _side = _side == side ? Side.None : side;

    private void Close() => _side = Side.None;

    /// <summary>Who works with keys goes on where the panel was opened.</summary>
    private async Task DismissAsync()
    {
        var side = _side;
        Close();
        await (side == Side.Widget ? _board?.FocusAsync(_configured) ?? Task.CompletedTask : _openers.GetValueOrDefault(side).TryFocusAsync());
    }

    private void AddFirst()
    {
        Edit(true);
        _side = Side.Gallery;
    }

    private void Configure(Guid id) => (_side, _configured) = (Side.Widget, id);

    private Task ArrangeAsync(IReadOnlyList<DashboardWidget> widgets) => ChangeAsync(editor => editor.Arrange(widgets));

    private Task DescribeAsync(DashboardDraft draft) => ChangeAsync(editor => editor.Describe(draft.Name, draft.Description, draft.Query));

    private Task ConfigureAsync(DashboardWidget widget) => ChangeAsync(editor => editor.Configure(widget));

    private Task RestoreAsync() => ChangeAsync(editor => editor.Restore());

    private async Task AddAsync(WidgetKind kind)
    {
        var widget = kind.Create();
        await ChangeAsync(editor => editor.Add(widget));
        Configure(widget.Id);
    }

    private Task RemoveAsync(Guid id)
    {
        if (_configured == id)
            Close();
        return ChangeAsync(editor => editor.Remove(id));
    }

    private async Task ChangeAsync(Action<DashboardEditor> change)
    {
        change(_editor!);
        SaveSoon();
        await ReadAsync(null);
    }

    private void SaveSoon() => (_saving ??= new(() => Pause, Time, (editors, _) => InvokeAsync(() => SaveAsync(editors)))).Add(_editor!);

    private async Task SaveAsync(IReadOnlySet<DashboardEditor> editors)
    {
        foreach (var editor in editors)
        {
            // The mark beside the name follows: saving, then saved.
            var saved = actions.TryAsync(Permission.Submit, () => editor.SaveAsync(CancellationToken.None));
            StateHasChanged();
            await saved;
            StateHasChanged();
        }
    }

    private async Task TakeTheirsAsync()
    {
        _editor!.TakeTheirs();
        Close();
        await ReadAsync(null);
    }

    private Task<bool> KeepCopyAsync() => actions.TryAsync(Permission.Submit, async () =>
        navigation.NavigateTo($"/dashboards/{(await _editor!.KeepAsCopyAsync(CancellationToken.None)).Id}?edit=1"));

    private Task FillScreenAsync() => _board?.FillScreenAsync() ?? Task.CompletedTask;

    private async Task DuplicateAsync()
    {
        if (await FlushAsync())
        {
            await actions.TryAsync(Permission.Submit, async () =>
                navigation.NavigateTo($"/dashboards/{(await store.DuplicateAsync(Id, CancellationToken.None)).Id}?edit=1"));
        }
    }

    private async Task DeleteAsync()
    {
        if (await dialogs.Confirm(
                "Its links stop working. The runs stay as they are.", $"Delete “{_editor!.Draft.Name}”?",
                new ConfirmOptions { OkButtonText = "Delete it", CancelButtonText = "Keep it" }) != true)
            return;
        if (await actions.TryAsync(Permission.Submit, () => store.DeleteAsync(Id, null, CancellationToken.None)))
            navigation.NavigateTo("/dashboards");
    }

    /// <summary>Saves what has been changed within the last second.</summary>
    private async Task<bool> FlushAsync() =>
        _editor is not { State: not SaveState.Saved } editor || await actions.TryAsync(Permission.Submit, () => editor.SaveAsync(CancellationToken.None), "SaveAsync");

    protected override async ValueTask LeaveAsync()
    {
        if (_saving is not null)
            await _saving.DisposeAsync();
        await FlushAsync();
    }
}
