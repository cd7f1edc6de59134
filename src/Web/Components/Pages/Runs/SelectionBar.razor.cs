using Mantissa.Web.Components.Pages.Compare;
using Mantissa.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>Does what is asked for the ticked runs, and says how far it is while that takes.</summary>
public sealed partial class SelectionBar : ComponentBase, IProgress<int>
{
    private const int MostCompared = ChosenRuns.Most;

    // So many are done between two paintings of the count.
    private const int Stride = 25;

    private ElementReference _keep;
    private string? _doing;
    private int _done;
    private bool _asking;
    private bool _focus;

    [Parameter, EditorRequired] public TickedRuns Ticked { get; set; } = null!;

    /// <summary>How many runs match.</summary>
    [Parameter, EditorRequired] public int Total { get; set; }

    /// <summary>Whether the list shows what is in the archive.</summary>
    /// <summary>Whether all runs that match are among them.</summary>
    [Parameter] public bool AllTicked { get; set; }

    [Parameter] public bool InArchive { get; set; }

    [Parameter] public EventCallback OnSelectAll { get; set; }

    /// <summary>Others are ticked now, or none.</summary>
    [Parameter] public EventCallback OnChange { get; set; }

    void IProgress<int>.Report(int value)
    {
        if (value % Stride != 0)
            return;
        _done = value;
        _ = InvokeAsync(StateHasChanged);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus)
            _focus = !await _keep.TryFocusAsync();
    }

    private void Ask() => (_asking, _focus, _keep) = (true, true, default);

    private Task CancelAsync()
    {
        _asking = false;
        return DoAsync("Cancelling", runs => Actions.CancelAsync(runs, this));
    }

    private Task TagAsync((string Name, string? Value) tag) => DoAsync("Tagging", runs => Actions.TagAsync(runs, tag.Name, tag.Value, this), keep: true);

    /// <param name="words">What is being done.</param>
    /// <param name="act">Does it to runs.</param>
    /// <param name="keep">Whether they stay ticked.</param>
    private async Task DoAsync(string words, Func<IReadOnlyList<Guid>, Task<bool>> act, bool keep = false)
    {
        (_doing, _done) = (words, 0);
        StateHasChanged();
        try
        {
            if (await act(Ticked.Runs) && !keep)
                Ticked.Clear();
        }
        finally
        {
            _doing = null;
        }

        await OnChange.InvokeAsync();
    }

    private void Compare() => Navigation.NavigateTo($"/compare?runs={string.Join(',', Ticked.Runs.Take(MostCompared))}");

    private void Clone() => Navigation.NavigateTo($"/new?clone={Ticked.Runs[0]}");

    private Task ClearAsync()
    {
        Ticked.Clear();
        return OnChange.InvokeAsync();
    }

    private Task KeyAsync(KeyboardEventArgs e)
    {
        if (e.Key == "Escape")
            _asking = false;
        return Task.CompletedTask;
    }
}
