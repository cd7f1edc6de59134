using System.Runtime.InteropServices;
using Mantissa.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Mantissa.Web.Components.Charts;

/// <summary>
/// A chart of any kind. The component is an empty element and two functions of its module, <c>init</c> and <c>update</c>; numbers travel
/// as one block of doubles. What is done to the chart with the mouse or the keyboard is asked of the page, which answers with other
/// content: a window at full resolution, or another choice of runs.
/// </summary>
public sealed partial class Chart(IJSRuntime js) : ComponentBase, IAsyncDisposable
{
    private ElementReference _element;
    private ElementReference _menu;
    private PageScript<Chart>? _script;
    private ChartContent? _drawn;

    /// <summary>What is drawn; of one kind for as long as the chart lives.</summary>
    [Parameter, EditorRequired] public ChartContent Content { get; set; } = null!;

    /// <summary>What the chart shows, for who cannot see it.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>In pixels; <see langword="null"/> to fill what is around it.</summary>
    [Parameter] public int? Height { get; set; } = 220;

    /// <summary>Asked for another window, or for all of it.</summary>
    [Parameter] public EventCallback<ChartWindow?> OnZoom { get; set; }

    /// <summary>Asked to keep to a part of an axis, or to all of it again.</summary>
    [Parameter] public EventCallback<ChartBrush> OnBrush { get; set; }

    /// <summary>A point or line was clicked: its place in the content.</summary>
    [Parameter] public EventCallback<int> OnPick { get; set; }

    [JSInvokable]
    public Task ZoomAsync(double? from, double? to) => InvokeAsync(() => OnZoom.InvokeAsync(WindowOf(from, to)));

    [JSInvokable]
    public Task BrushAsync(string axis, double? from, double? to) => InvokeAsync(() => OnBrush.InvokeAsync(new(axis, WindowOf(from, to))));

    [JSInvokable]
    public Task PickAsync(int index) => InvokeAsync(() => OnPick.InvokeAsync(index));

    private static ChartWindow? WindowOf(double? from, double? to) =>
        from is { } low && to is { } high && high >= low ? new ChartWindow(low, high) : null;

    private async Task SaveAsync(string format)
    {
        if (_script is not null)
            await _script.CallAsync("save", format, Label, _menu);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            if (firstRender)
            {
                _script = new(js, this);
                await _script.StartAsync("./Components/Charts/Chart.razor.js", _element, Content.Kind);
            }

            await DrawAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone; there is nothing to draw on.
        }
    }

    private async Task DrawAsync()
    {
        if (_script is not { Runs: true } || Content.Equals(_drawn))
            return;
        _drawn = Content;
        await _script.CallAsync("update", Content.Header(), Pack(Content.Numbers().ToList()));
    }

    /// <summary>The arrays behind each other; little-endian doubles.</summary>
    private static byte[] Pack(List<double[]> arrays)
    {
        var bytes = new byte[arrays.Sum(array => array.Length) * sizeof(double)];
        var rest = MemoryMarshal.Cast<byte, double>(bytes.AsSpan());
        foreach (var array in arrays)
        {
            array.CopyTo(rest);
            rest = rest[array.Length..];
        }

        return bytes;
    }

    public ValueTask DisposeAsync() => _script?.DisposeAsync() ?? ValueTask.CompletedTask;
}
