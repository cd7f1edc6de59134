using Mantissa.Data.Metrics;
using Mantissa.Web.Components.Charts;
using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Components.Metrics;

/// <summary>The charts of a page: the same runs over one axis, with one window. Asks the store for as many points as can be seen.</summary>
public sealed partial class ChartDeck(MetricStore metrics) : ComponentBase
{
    private const int PointsPerLine = 600;
    private const int PointsInAll = 40_000;
    private readonly Dictionary<string, IReadOnlyList<ChartSeries>> _drawn = [];
    private readonly Dictionary<string, ChartOptions> _options = [];
    private IReadOnlyList<SeriesData> _whole = [];
    private IReadOnlyList<SeriesData> _shown = [];
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

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var (runs, names) = (Runs.Select(r => r.Id).ToList(), Names);
        if (runs.Count == 0 || names.Count == 0)
            return;
        var points = Math.Clamp(PointsInAll / (runs.Count * names.Count), MetricStore.MinimumPoints, PointsPerLine);
        if (Settings.Window is null || _whole.Count == 0)
            _whole = await metrics.QueryAsync(new(runs, names, null, null, points), cancellationToken);
        _shown = Settings.Window is { } window && Curves.Steps(window, Settings.Axis, Runs, _whole) is { } steps
            ? await metrics.QueryAsync(new(runs, names, steps.From, steps.To, points), cancellationToken)
            : _whole;
    }

    private void Draw()
    {
        _styled = Settings;
        var data = _shown.ToLookup(s => (s.RunId, s.Name));
        foreach (var panel in Panels)
        {
            _drawn[panel.Key] = Curves.Draw(panel, Runs, data, Settings);
            _options[panel.Key] = new(Settings.Axis, panel.Unit, Settings.Logarithmic, Settings.Window);
        }
    }

    private ChartOptions OptionsOf(MetricPanel panel) => _options.TryGetValue(panel.Key, out var options) ? options : new();
}
