using Mantissa.Data.Entities;
using Mantissa.Data.Views;
using Mantissa.Web.Components.Shared;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>The saved views: opens them, saves what is shown as one, renames and deletes.</summary>
public sealed partial class ViewMenu(SavedViewStore store, PageActions actions, NavigationManager navigation) : ComponentBase
{
    private IReadOnlyList<SavedView> _views = [];
    private MenuButton? _menu;
    private ElementReference _field;
    private Naming _naming;
    private string _name = "";
    private string? _problem;
    private bool _focus;

    private enum Naming
    {
        None,
        SaveAs,
        Rename,
    }

    [Parameter, EditorRequired] public RunsView View { get; set; } = null!;

    /// <summary>The view that is shown, or that it began as.</summary>
    [Parameter] public SavedView? Saved { get; set; }

    /// <summary>What is shown is saved as this view now.</summary>
    [Parameter] public EventCallback<SavedView> OnSaved { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus)
            _focus = !await _field.TryFocusAsync();
    }

    private async Task ReadAsync()
    {
        _naming = Naming.None;
        _views = await store.ListAsync(CancellationToken.None);
    }

    private void AskName(Naming naming, string name) => (_naming, _name, _problem, _focus, _field) = (naming, name, null, true, default);

    private async Task NameAsync()
    {
        var draft = new SavedViewDraft { Name = _name, Content = _naming == Naming.Rename ? Saved!.Content : View.ToContent() };
        if (SavedViewRules.Check(draft) is [var error, ..])
        {
            _problem = error.Message;
            return;
        }

        var rename = _naming == Naming.Rename;
        if (await actions.TryAsync(Permission.Submit, async () => await KeepAsync(
                rename ? await store.SaveAsync(Saved!.Id, Saved.Version, draft, CancellationToken.None) : await store.CreateAsync(draft, CancellationToken.None))))
            actions.Done(rename ? "Renamed" : $"Saved as “{draft.Name.Trim()}”");
    }

    private async Task SaveAsync()
    {
        if (await actions.TryAsync(Permission.Submit, async () => await KeepAsync(
                await store.SaveAsync(Saved!.Id, Saved.Version, Saved.ToDraft() with { Content = View.ToContent() }, CancellationToken.None))))
            actions.Done("Saved");
    }

    private async Task DeleteAsync()
    {
        var deleted = Saved!;
        if (!await actions.TryAsync(Permission.Submit, () => store.DeleteAsync(deleted.Id, deleted.Version, CancellationToken.None)))
            return;
        await CloseAsync();
        navigation.NavigateTo("/");
        actions.Undoable($"“{deleted.Name}” is deleted", Permission.Submit, async () =>
            navigation.NavigateTo($"/?view={(await store.RestoreAsync(deleted, CancellationToken.None)).Id}"));
    }

    private async Task KeepAsync(SavedView saved)
    {
        await CloseAsync();
        await OnSaved.InvokeAsync(saved);
    }

    private Task CloseAsync() => _menu?.CloseAsync() ?? Task.CompletedTask;
}
