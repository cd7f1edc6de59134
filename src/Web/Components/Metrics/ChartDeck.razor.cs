using Mantissa.Data.Metrics;
using Mantissa.Web.Components.Charts;
using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Components.Metrics;

/// <summary>The charts of a page: the same runs over one axis, with one window. Asks the store for as many points as can be seen.</summary>
public sealed partial class ChartDeck(MetricStore metrics) : ComponentBase
{
    private readonly CurveReader _reader = new(metrics);
    private readonly Dictionary<string, IReadOnlyList<ChartSeries>> _drawn = [];
    private readonly Dictionary<string, ChartOptions> _options = [];
    private ILookup<(Guid Run, string Name), SeriesData>? _shown;
    private (string Runs, string Metrics, ChartWindow? Window, ChartAxis Axis)? _asked;
    private ChartSettings? _styled;
    private bool _asideOpen;

    [Parameter, EditorRequired] public IReadOnlyList<ChartRun> Runs { get; set; } = [];
    [Parameter, EditorRequired] public IReadOnlyList<MetricPanel> Panels { get; set; } = [];
    [Parameter, EditorRequired] public ChartSettings Settings { get; set; } = new();

    /// <summary>Asked for other settings: a window that was drawn with the mouse.</summary>
    [Parameter] public EventCallback<ChartSettings> OnSettings { get; set; }

    /// <summary>Reads the points again, after the runs recorded more.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        Draw();
        StateHasChanged();
    }

    protected override async Task OnParametersSetAsync()
    {
        var asked = (string.Join(' ', Runs.Select(r => r.Id)), string.Join(' ', Names), Settings.Window, Settings.Axis);
        if (_asked != asked)
        {
            _asked = asked;
            await ReadAsync(CancellationToken.None);
            Draw();
        }
        else if (_styled != Settings)
        {
            Draw();
        }
    }

    private List<string> Names => Panels.SelectMany(p => p.Lines).Select(l => l.Name).Distinct().ToList();

    private async Task ReadAsync(CancellationToken cancellationToken) =>
        _shown = await _reader.ReadAsync(Runs, Names, Settings, cancellationToken);

    private void Draw()
    {
        _styled = Settings;
        if (_shown is null)
            return;
        foreach (var panel in Panels)
        {
            _drawn[panel.Key] = Curves.Draw(panel, Runs, _shown, Settings);
            _options[panel.Key] = new(Settings.Axis, panel.Unit, Settings.Logarithmic, Settings.Window);
        }
    }

    private ChartOptions OptionsOf(MetricPanel panel) => _options.TryGetValue(panel.Key, out var options) ? options : new();
}
