using Mantissa.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>Draws the rows in sight. What is shown and what is ticked belongs to the page; this tells what somebody did.</summary>
public sealed partial class RunTable(IJSRuntime js, TimeProvider time) : ComponentBase, IAsyncDisposable
{
    private const int TickWidth = 40;

    private ElementReference _element;
    private Virtualize<TableRow>? _virtualize;
    private PageScript<RunTable>? _script;
    private bool _provided;
    private TableRows? _shown;

    [Parameter, EditorRequired] public RunsView View { get; set; } = null!;
    [Parameter, EditorRequired] public TableRows Rows { get; set; } = null!;
    [Parameter, EditorRequired] public IReadOnlyList<RunColumn> Columns { get; set; } = [];
    [Parameter, EditorRequired] public ColumnCatalogue Catalogue { get; set; } = null!;
    [Parameter, EditorRequired] public TickedRuns Ticked { get; set; } = null!;

    /// <summary>The rows that the page shows before any script runs.</summary>
    [Parameter] public IReadOnlyList<TableRow> First { get; set; } = [];

    /// <summary>Whether there is a browser that can tell what is in sight.</summary>
    [Parameter] public bool Interactive { get; set; }

    /// <summary>Whether all runs that match are ticked.</summary>
    [Parameter] public bool AllTicked { get; set; }

    [Parameter] public Func<GroupTableRow, bool> IsGroupTicked { get; set; } = _ => false;

    /// <summary>The rows that are drawn now, of which the page keeps those up to date that are runs.</summary>
    [Parameter] public Action<IReadOnlyList<TableRow>> OnDrawn { get; set; } = _ => { };

    [Parameter] public EventCallback<RunColumn> OnSort { get; set; }
    [Parameter] public EventCallback<(string Key, int? Width)> OnResize { get; set; }
    [Parameter] public EventCallback<(RunTableRow Row, bool Range)> OnTick { get; set; }
    [Parameter] public EventCallback<GroupTableRow> OnTickGroup { get; set; }
    [Parameter] public EventCallback OnTickAll { get; set; }
    [Parameter] public EventCallback<GroupTableRow> OnToggle { get; set; }

    /// <summary>Until the browser has told what is in sight, the first rows stand where those will be.</summary>
    private bool IsWaiting => Interactive && !_provided && First.Count > 0;

    private string Named => Columns[0].IsName ? "named" : "";

    /// <summary>The columns' widths for the stylesheet, which on a phone has the status below the name.</summary>
    private string Widths =>
        $"--name: {WidthOf(column => column.IsName)}px; --status: {WidthOf(column => column.Key == FixedColumns.Status)}px; "
        + $"--others: {TickWidth + WidthOf(column => !column.IsName && column.Key != FixedColumns.Status)}px";

    private DateTimeOffset Now => time.GetUtcNow();

    private IEnumerable<(RunColumn Column, ColumnChoice? Choice)> Shown =>
        Columns.Select(column => (column, View.Columns.FirstOrDefault(choice => choice.Key == KeptAs(column.Key))));

    private IReadOnlyList<string> GroupTitles => [.. Rows.GroupKeys.Select(Catalogue.TitleOf)];

    /// <summary>Without a column that takes what is left, an empty one does.</summary>
    private bool HasFiller => !Columns.Any(Grows);

    private int WidthOf(Func<RunColumn, bool> which) => Shown.Where(shown => which(shown.Column)).Sum(shown => WidthOf(shown.Column, shown.Choice));

    /// <summary>Reads the rows in sight again; the place in the list stays.</summary>
    public async Task ReloadAsync()
    {
        if (_virtualize is not null)
            await _virtualize.RefreshDataAsync();
    }

    [JSInvokable]
    public Task ResizeAsync(string key, int? width) => OnResize.InvokeAsync((KeptAs(key), width));

    /// <summary>Other rows are read at once; the list itself would go on with the old ones.</summary>
    protected override Task OnParametersSetAsync()
    {
        var others = _shown is not null && _shown != Rows;
        _shown = Rows;
        return others ? ReloadAsync() : Task.CompletedTask;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _script = new(js, this);
        await _script.StartAsync("./Components/Pages/Runs/RunTable.razor.js", _element);
    }

    private async ValueTask<ItemsProviderResult<TableRow>> ProvideAsync(ItemsProviderRequest request)
    {
        IReadOnlyList<TableRow> rows;
        try
        {
            rows = await Rows.RowsAsync(request.StartIndex, request.Count, request.CancellationToken);
        }
        catch (Exception) when (request.CancellationToken.IsCancellationRequested)
        {
            // A connection that was being opened tells of it by a timeout, or with a token of its own, and the list takes that for a failure.
            throw new OperationCanceledException(request.CancellationToken);
        }

        OnDrawn(rows);
        if (!_provided)
        {
            _provided = true;
            _ = InvokeAsync(AfterwardsAsync);
        }

        return new(rows, Rows.RowCount);
    }

    /// <summary>The rows are drawn after they were provided; only then do the first ones go.</summary>
    private async Task AfterwardsAsync()
    {
        await Task.Yield();
        StateHasChanged();
    }

    /// <summary>The first column takes what the others leave, until somebody sets its width.</summary>
    private bool Grows(RunColumn column) => column == Columns[0] && View.Columns.FirstOrDefault(choice => choice.Key == KeptAs(column.Key))?.Width is null;

    private static string KeptAs(string key) => key == FixedColumns.Group ? FixedColumns.Name : key;

    private static int WidthOf(RunColumn column, ColumnChoice? choice) => choice?.Width ?? column.Width;

    private string? SortOf(RunColumn column) => !IsSorted(column) ? null : View.Sort.StartsWith('-') ? "descending" : "ascending";

    private string Arrow(RunColumn column) => !IsSorted(column) ? "" : View.Sort.StartsWith('-') ? "↓" : "↑";

    private bool IsSorted(RunColumn column) =>
        !View.IsOrdered && column.Field is { } field && Catalogue.FieldOf(View.Sort.TrimStart('-')) == field;

    public ValueTask DisposeAsync() => _script?.DisposeAsync() ?? ValueTask.CompletedTask;
}
