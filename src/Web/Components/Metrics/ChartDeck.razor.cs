using Mantissa.Data.Metrics;
using Mantissa.Web.Components.Charts;
using Mantissa.Web.Live;
using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Components.Metrics;

/// <summary>The charts of a page: the same runs over one axis, with one window. Asks the store for as many points as can be seen.</summary>
public sealed partial class ChartDeck(LiveReads reads) : ComponentBase
{
    /// <summary>More lines than these in one chart nobody tells apart.</summary>
    private const int MostRuns = 60;

    private readonly CurveReader _reader = new(reads);
    private readonly Dictionary<string, (DrawnPanel Panel, List<object?> Of)> _drawn = [];
    private ILookup<(Guid Run, string Name), SeriesData>? _shown;
    private (string Runs, string Metrics, ChartWindow? Window, ChartAxis Axis)? _asked;
    private ChartSettings? _styled;
    private HashSet<string> _grown = [];
    private IReadOnlyList<SingleValues> _single = [];
    private bool _asideOpen;
    private bool _unlimited;

    [Parameter, EditorRequired] public IReadOnlyList<ChartRun> Runs { get; set; } = [];
    [Parameter, EditorRequired] public IReadOnlyList<MetricPanel> Panels { get; set; } = [];

    /// <summary>What the runs recorded: a metric of which none has two values is a row of a table, not a chart.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<SeriesSummary> Series { get; set; } = [];
    [Parameter, EditorRequired] public ChartSettings Settings { get; set; } = new();

    /// <summary>Decks of the same name share their cursor.</summary>
    [Parameter] public string Name { get; set; } = "deck";

    /// <summary>Asked for other settings: a window that was drawn with the mouse.</summary>
    [Parameter] public EventCallback<ChartSettings> OnSettings { get; set; }

    private IReadOnlyList<ChartRun> Drawn => _unlimited || Settings.Band is not null || Runs.Count <= MostRuns ? Runs : [.. Runs.Take(MostRuns)];

    /// <summary>Reads the points again, after the runs recorded more; who asks for it renders.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        Draw();
    }

    protected override async Task OnParametersSetAsync()
    {
        var drawn = Drawn.Select(run => run.Id).ToHashSet();
        _grown = [.. Series.Where(series => series.Count > 1 && drawn.Contains(series.RunId)).Select(series => series.Name)];
        _single = SingleValues.Of(Panels.Except(Curved), Drawn, Series);
        var asked = (string.Join(' ', Drawn.Select(r => r.Id)), string.Join(' ', Names), Settings.Window, Settings.Axis);
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

    private IEnumerable<MetricPanel> Curved => Panels.Where(panel => panel.IsAside || panel.Lines.Any(line => _grown.Contains(line.Name)));

    /// <summary>Those folded away are neither read nor drawn.</summary>
    private IEnumerable<MetricPanel> Visible => Curved.Where(panel => _asideOpen || !panel.IsAside);

    private List<string> Names => Visible.SelectMany(p => p.Lines).Select(l => l.Name).Distinct().ToList();

    private async Task ReadAsync(CancellationToken cancellationToken) =>
        _shown = await _reader.ReadAsync(Drawn, Names, Settings, cancellationToken);

    private void Draw()
    {
        _styled = Settings;
        if (_shown is null)
            return;
        foreach (var panel in Visible)
        {
            // A curve that did not grow is the same picture; it need not travel to the browser again.
            var of = Content(panel, _shown);
            if (!_drawn.TryGetValue(panel.Key, out var drawn) || !drawn.Of.SequenceEqual(of))
                _drawn[panel.Key] = (DrawnPanel.Of(panel, Drawn, _shown, Settings, Name), of);
        }
    }

    /// <summary>What the picture of a panel is made of; its series by where they end.</summary>
    private List<object?> Content(MetricPanel panel, ILookup<(Guid Run, string Name), SeriesData> shown)
    {
        var content = new List<object?> { Settings };
        foreach (var run in Drawn)
        {
            content.Add(Settings.Axis == ChartAxis.Epoch ? run : run with { EpochsPerStep = 0 });
            foreach (var line in panel.Lines)
            {
                content.Add(line);
                content.Add(shown[(run.Id, line.Name)].FirstOrDefault() is { Steps: [.., var step], Times: [.., var time], Values: [.., var value] } series
                    ? (series.TotalPoints, series.Steps.Length, step, time, value)
                    : null);
            }
        }

        return content;
    }

    private async Task FoldAsync()
    {
        _asideOpen = !_asideOpen;
        if (_asideOpen)
            await RefreshAsync(CancellationToken.None);
    }

    private Task ShowAllAsync()
    {
        _unlimited = true;
        return RefreshAsync(CancellationToken.None);
    }
}
