using System.Runtime.InteropServices;
using Mantissa.Web.Components.Shared;
using Mantissa.Web.Formatting;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Mantissa.Web.Components.Charts;

/// <summary>
/// Lines over one axis. The component is an empty element and two functions of its module, <c>init</c> and <c>update</c>; numbers
/// travel as one block of doubles. A selection with the mouse (or + and − on the keyboard) asks the page for a window; the page
/// answers with the points of that window at full resolution.
/// </summary>
public sealed partial class LineChart(IJSRuntime js) : ComponentBase, IAsyncDisposable
{
    private ElementReference _element;
    private ElementReference _menu;
    private PageScript<LineChart>? _script;
    private (IReadOnlyList<ChartSeries> Series, ChartOptions Options)? _drawn;

    [Parameter, EditorRequired] public IReadOnlyList<ChartSeries> Series { get; set; } = [];
    [Parameter] public ChartOptions Options { get; set; } = new();

    /// <summary>What the chart shows, for who cannot see it.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>In pixels; <see langword="null"/> to fill what is around it.</summary>
    [Parameter] public int? Height { get; set; } = 220;

    /// <summary>Asked for another window, or for all of it.</summary>
    [Parameter] public EventCallback<ChartWindow?> OnZoom { get; set; }

    private int Points => Series.Sum(s => s.X.Length);

    private string Summary => Series.Count == 0
        ? $"{Label}: no data yet"
        : $"{Label}: " + string.Join("; ", Series.Where(s => s.Stroke != ChartStroke.Faint && s.Y.Length > 0).Take(8)
            .Select(s => $"{s.Label} ends at {Numbers.Metric(s.Y[^1], Options.Unit)}"));

    [JSInvokable]
    public Task ZoomAsync(double? from, double? to) =>
        InvokeAsync(() => OnZoom.InvokeAsync(from is { } low && to is { } high && high > low ? new ChartWindow(low, high) : null));

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
                await _script.StartAsync("./Components/Charts/LineChart.razor.js", _element);
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
        if (_script is not { Runs: true } || _drawn == (Series, Options))
            return;
        _drawn = (Series, Options);
        var header = new
        {
            axis = Options.Axis.ToString(),
            unit = Options.Unit,
            log = Options.Logarithmic,
            from = Options.Window?.From,
            to = Options.Window?.To,
            series = Series.Select(s => new { key = s.Key, label = s.Label, colour = s.Colour, stroke = s.Stroke.ToString(), count = s.X.Length, band = s is { Low: not null, High: not null } }),
        };
        await _script.CallAsync("update", header, Pack(Series));
    }

    /// <summary>X then Y of every line, then the edges of its band if it has one; little-endian doubles.</summary>
    private static byte[] Pack(IReadOnlyList<ChartSeries> series)
    {
        var arrays = series.SelectMany(s => s is { Low: { } low, High: { } high } ? new[] { s.X, s.Y, low, high } : [s.X, s.Y]).ToList();
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
