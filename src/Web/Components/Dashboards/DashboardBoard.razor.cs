using Mantissa.Data.Dashboards;
using Mantissa.Web.Components.Shared;
using Mantissa.Web.Dashboards;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Mantissa.Web.Components.Dashboards;

/// <summary>
/// The widgets of a dashboard on their grid, which CSS lays out; on a phone one below the other. While it is edited, its script tells where
/// a widget was dragged, or moved with the keys of its handle; the arrangement itself is made here, so that there is one and it has tests.
/// </summary>
public sealed partial class DashboardBoard(IJSRuntime js) : ComponentBase, IAsyncDisposable
{
    private readonly List<Guid> _order = [];
    private readonly Dictionary<Guid, WidgetFrame?> _frames = [];
    private ElementReference _element;
    private PageScript<DashboardBoard>? _script;
    private IReadOnlyList<DashboardWidget>? _moving;
    private string _said = "";

    [Parameter, EditorRequired] public IReadOnlyList<DashboardWidget> Widgets { get; set; } = [];
    [Parameter, EditorRequired] public IReadOnlyDictionary<Guid, WidgetView> Views { get; set; } = new Dictionary<Guid, WidgetView>();
    [Parameter] public bool Editing { get; set; }

    /// <summary>One below the other at full width, as on paper.</summary>
    [Parameter] public bool Stacked { get; set; }

    [Parameter] public EventCallback<IReadOnlyList<DashboardWidget>> OnArrange { get; set; }
    [Parameter] public EventCallback<Guid> OnConfigure { get; set; }
    [Parameter] public EventCallback<Guid> OnRemove { get; set; }

    /// <summary>
    /// In reading order, which is that of the keyboard. While it is edited nobody changes places in the document: an element that is taken
    /// out and put back loses the focus, and the pointer that drags it.
    /// </summary>
    private IEnumerable<DashboardWidget> Shown
    {
        get
        {
            var widgets = GridLayout.Ordered(_moving ?? Widgets).ToList();
            if (!Editing)
                _order.Clear();
            _order.AddRange(widgets.Select(widget => widget.Id).Except(_order).ToList());
            return widgets.OrderBy(widget => _order.IndexOf(widget.Id));
        }
    }

    /// <summary>Shows the board alone, on the whole screen.</summary>
    public async Task FillScreenAsync()
    {
        if (_script is not null)
            await _script.CallAsync("fillScreen");
    }

    /// <summary>Gives the focus back to the widget whose settings were open.</summary>
    public Task FocusAsync(Guid widget) => _frames.GetValueOrDefault(widget)?.FocusAsync() ?? Task.CompletedTask;

    /// <summary>A widget is held over a place, or put there.</summary>
    [JSInvokable]
    public Task PlaceAsync(Guid id, int x, int y, int width, int height, bool final)
    {
        // Always from where everything stood before: who made room goes back when the widget is carried on.
        var arranged = GridLayout.Move(Widgets, id, new(x, y, width, height));
        if (final)
            return ArrangeAsync(id, arranged);
        _moving = Editing ? arranged : null;
        StateHasChanged();
        return Task.CompletedTask;
    }

    /// <summary>A key moves a widget by a column, or past its neighbour; or makes it a cell larger or smaller.</summary>
    [JSInvokable]
    public Task StepAsync(Guid id, int columns, int rows, bool sizing)
    {
        if (!sizing || Widgets.FirstOrDefault(widget => widget.Id == id) is not { Place: var place })
            return ArrangeAsync(id, GridLayout.Step(Widgets, id, columns, rows));
        return ArrangeAsync(id, GridLayout.Move(Widgets, id, place with
        {
            Width = Math.Min(place.Width + columns, GridPlace.Columns - place.X), Height = place.Height + rows,
        }));
    }

    private async Task ArrangeAsync(Guid id, IReadOnlyList<DashboardWidget> arranged)
    {
        _moving = null;
        if (Editing && arranged.FirstOrDefault(widget => widget.Id == id) is { Place: var place } widget)
        {
            _said = $"{WidgetTitle.Of(widget, Views.GetValueOrDefault(id)?.Catalogue)}: column {place.X + 1}, row {place.Y + 1}, {place.Width} wide, {place.Height} high.";
            await InvokeAsync(() => OnArrange.InvokeAsync(arranged));
        }

        StateHasChanged();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _script = new(js, this);
        await _script.StartAsync("./Components/Dashboards/DashboardBoard.razor.js", _element);
    }

    private static bool Grows(DashboardWidget widget) => WidgetKind.Find(widget.Kind) is not { FillsPlace: true };

    private static string PlaceOf(DashboardWidget widget)
    {
        var place = widget.Place;
        return $"--x: {place.X + 1}; --y: {place.Y + 1}; --w: {place.Width}; --h: {place.Height}; --order: {(place.Y * GridPlace.Columns) + place.X}";
    }

    public ValueTask DisposeAsync() => _script?.DisposeAsync() ?? ValueTask.CompletedTask;
}
