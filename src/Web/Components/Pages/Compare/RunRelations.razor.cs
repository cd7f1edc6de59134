using Mantissa.Data.Entities;
using Mantissa.Web.Components.Charts;
using Mantissa.Web.Components.Metrics;
using Mantissa.Web.Formatting;
using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Components.Pages.Compare;

/// <summary>What the runs were given beside what came of it: as a table of differences, as parallel coordinates, as a scatter plot, or as contours.</summary>
public sealed partial class RunRelations : ComponentBase
{
    /// <summary>Parameters that are axes unless somebody chooses others; more would leave no room for their names.</summary>
    private const int UsualParameters = 5;
    private const int UsualMetrics = 2;

    private IReadOnlyList<RunColumn> _columns = [];
    private IReadOnlyList<RunColumn> _shown = [];
    private IReadOnlyList<int> _points = [];
    private RunSurface? _surface;
    private RunColumn? _across;
    private RunColumn? _upwards;
    private Func<Run, string> _label = run => run.Name;

    [Parameter, EditorRequired] public CompareView View { get; set; } = null!;

    /// <summary>The runs in sight, in the order of the columns' values.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<Run> Runs { get; set; } = [];

    /// <summary>What is known of them.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<RunColumn> Columns { get; set; } = [];
    [Parameter, EditorRequired] public RelationSettings Settings { get; set; } = new();
    [Parameter] public EventCallback<RelationSettings> OnChange { get; set; }

    /// <summary>Whether it says itself what it is; not where it stands under a heading.</summary>
    [Parameter] public bool IsHeaded { get; set; } = true;

    /// <summary>The run of a line or point was asked for.</summary>
    [Parameter] public EventCallback<Run> OnPick { get; set; }
    [CascadingParameter] public FormatPalette Palette { get; set; } = null!;

    protected override void OnParametersSet()
    {
        _columns = Columns;
        _label = RunLabels.Of(View.Runs);
        var chosen = _columns.Where(column => Settings.Axes.Contains(column.Key)).ToList();
        _shown = chosen.Count > 0 ? chosen : Usual();
        _upwards = _columns.FirstOrDefault(column => column.Key == Settings.Upwards && column.IsMetric) ?? _columns.FirstOrDefault(column => column.IsMetric);
        _across = _columns.FirstOrDefault(column => column.Key == Settings.Across)
            ?? _columns.FirstOrDefault(column => column is { IsMetric: false, Names: null, Key: not "seed" })
            ?? _columns.FirstOrDefault(column => column.IsMetric && column != _upwards)
            ?? _columns.FirstOrDefault(column => column != _upwards);
        _surface = RunSurface.Of(_columns, Settings, Runs.Count);
        _points = _across is { } x && _upwards is { } y
            ? [.. Enumerable.Range(0, Runs.Count).Where(run => !double.IsNaN(x.Values[run]) && !double.IsNaN(y.Values[run]))]
            : [];
    }

    private ParallelContent Parallel => new(
        [.. _shown.Select(Axis)],
        [.. Runs.Select((run, place) => new ChartItem(
            _label(run), Palette.Variable(run.Format), run.Format, [.. _shown.Select(column => column.Values[place])]))]);

    private ScatterContent Scatter(RunColumn across, RunColumn upwards) => new(
        Axis(across), Axis(upwards),
        [.. _points.Select(place => new ChartItem(
            _label(Runs[place]), Palette.Variable(Runs[place].Format), Runs[place].Format, [across.Values[place], upwards.Values[place]]))]);

    private ContourContent Contours(RunSurface surface) => new(
        Axis(surface.Across), Axis(surface.Upwards), Axis(surface.Height),
        [.. surface.Places.Select(place => new ChartItem(
            _label(Runs[place]), Palette.Variable(Runs[place].Format), Runs[place].Format,
            [surface.Across.Values[place], surface.Upwards.Values[place], surface.Height.Values[place]]))],
        surface.Contour);

    private ParallelAxis Axis(RunColumn column) => new(
        column.Key, column.Title, column.Unit, column.Names, column.IsLogarithmic, Settings.Kept.TryGetValue(column.Key, out var kept) ? kept : null);

    private List<RunColumn> Usual() =>
    [
        .. _columns.Where(column => !column.IsMetric && column.Key is not ("queue" or "device")).Take(UsualParameters),
        .. _columns.Where(column => column.IsMetric).Take(UsualMetrics),
    ];

    private Task ShowAsync(RunColumn column, bool shown)
    {
        var keys = _columns.Where(other => other == column ? shown : _shown.Contains(other)).Select(other => other.Key).ToList();
        var settings = Settings with { Axes = keys };
        return OnChange.InvokeAsync(shown ? settings : settings.Keep(column.Key, null));
    }

    private static string Title(RelationView view) => view == RelationView.Parallel ? "Parallel coordinates" : view.ToString();
}
