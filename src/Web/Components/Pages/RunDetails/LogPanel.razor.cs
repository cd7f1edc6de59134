using Mantissa.Data.Entities;
using Mantissa.Data.Logs;
using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Components.Pages.RunDetails;

/// <summary>The end of a run's log, growing; with a text, the last lines that contain it.</summary>
public sealed partial class LogPanel(LogStore logs) : ComponentBase
{
    private const int Shown = 500;
    private readonly List<LogLine> _lines = [];
    private string _search = "";
    private Guid _loaded;

    [Parameter, EditorRequired] public Guid RunId { get; set; }

    /// <summary>Reads the lines that came since.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var search = _search;
        var last = _lines.Count == 0 ? 0 : _lines[^1].Id;
        var more = last == 0
            ? await logs.TailAsync(RunId, Shown, search, cancellationToken)
            : await logs.ReadAsync(RunId, last, Shown, search, cancellationToken);
        if (search != _search || (_lines.Count > 0 && last != _lines[^1].Id))
            return; // Another reading overtook this one.
        _lines.AddRange(more);
        _lines.RemoveRange(0, Math.Max(0, _lines.Count - Shown));
        StateHasChanged();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == RunId)
            return;
        _loaded = RunId;
        _lines.Clear();
        await RefreshAsync(CancellationToken.None);
    }

    private async Task SearchAsync(ChangeEventArgs e)
    {
        _search = e.Value as string ?? "";
        _lines.Clear();
        await RefreshAsync(CancellationToken.None);
    }
}
