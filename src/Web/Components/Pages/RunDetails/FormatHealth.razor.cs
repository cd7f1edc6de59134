using Mantissa.Data.Histograms;
using Mantissa.Data.Metrics;
using Mantissa.Web.Components.Charts;
using Mantissa.Web.Components.Metrics;
using Mantissa.Web.Formatting;
using Mantissa.Web.Live;
using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Components.Pages.RunDetails;

/// <summary>One statistic of the run's number format over the steps: lines of a handful of tensors, all of them as a map, or the values of one.</summary>
public sealed partial class FormatHealth(LiveReads reads, HistogramStore histograms) : ComponentBase
{
    // As many as there are hues that can be told apart, and as rows of a map that a window holds.
    private const int MostLines = 8;
    private const int MostRows = 60;
    private const int PointsPerLine = 500;
    private const int MostRidges = 40;
    private FormatSites? _sites;
    private string _statistic = "";
    private HealthView _drawn;
    private ChartWindow? _window;
    private IReadOnlyList<ChartSeries> _lines = [];
    private HeatMapContent _grid = new([], [], 0, [], "", null);
    private ChartOptions _options = new();
    private IReadOnlyList<string> _sitesShown = [];
    private string _site = "";
    private RidgeContent? _ridge;
    private string _thinned = "";
    private (Guid Run, HealthSettings Settings)? _loaded;

    [Parameter, EditorRequired] public RunView View { get; set; } = null!;
    [Parameter, EditorRequired] public HealthSettings Settings { get; set; } = new();
    [Parameter] public EventCallback<HealthSettings> OnChange { get; set; }

    [CascadingParameter] public FormatPalette Palette { get; set; } = null!;

    private string Limit
    {
        get
        {
            var (all, most) = (_sites!.Sites(_statistic, Settings.Filter).Count, _drawn == HealthView.Map ? MostRows : MostLines);
            return all == 0 ? "No tensor has this in its name." : all > most ? $"Showing {most} of {all} tensors; filter to see others" : "";
        }
    }

    /// <summary>Reads the statistic again, after the run recorded more; who asks for it renders.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var sites = new FormatSites(View.Metrics.Select(m => m.Name));
        if (sites.Statistics.Count == 0)
            return;
        if (Settings.View == HealthView.Histogram)
        {
            await ReadRidgesAsync(cancellationToken);
            (_sites, _drawn) = (sites, HealthView.Histogram);
            return;
        }

        var (statistic, map) = (sites.Statistics.Contains(Settings.Statistic) ? Settings.Statistic : sites.Statistics[0], Settings.View == HealthView.Map);
        var shown = sites.Sites(statistic, Settings.Filter).Take(map ? MostRows : MostLines).ToList();
        var data = await ReadAsync(shown, statistic, map, cancellationToken);
        (_sites, _statistic, _drawn) = (sites, statistic, map ? HealthView.Map : HealthView.Lines);
        if (map)
        {
            var grid = SiteGrid.Of([.. shown.Select(data.GetValueOrDefault)]);
            _grid = new(shown, grid.Starts, grid.End, grid.Values, FormatSites.Title(statistic), FormatSites.Unit(statistic));
        }
        else
        {
            _options = new(Unit: FormatSites.Unit(statistic), Window: _window);
            _lines = [.. shown.Select((site, i) => Line(site, $"--format-{1 + i}", data.GetValueOrDefault(site))).OfType<ChartSeries>()];
        }
    }

    private async Task ReadRidgesAsync(CancellationToken cancellationToken)
    {
        var all = await histograms.ListAsync(View.Run.Id, cancellationToken);
        _sitesShown = [.. all.Sites.Where(site => site.Contains(Settings.Filter.Trim(), StringComparison.OrdinalIgnoreCase))];
        _site = _sitesShown.Contains(Settings.Site) ? Settings.Site : _sitesShown.Count > 0 ? _sitesShown[0] : "";
        var series = _site.Length > 0 ? await histograms.ReadAsync(View.Run.Id, _site, null, null, MostRidges, cancellationToken) : null;
        _ridge = series is null ? null : RidgeContent.Beside([(series.Points, Palette.Variable(View.Run.Format))])[0];
        _thinned = series?.Points.Count < series?.Total ? $"Showing {series.Points.Count} of {series.Total:N0} reports." : "";
    }

    private static string Title(HealthView view) => view switch
    {
        HealthView.Map => "Heat map",
        _ => view.ToString(),
    };

    /// <summary>By tensor; a map averages over a stretch, so it is given several points of each.</summary>
    private async Task<Dictionary<string, SeriesData>> ReadAsync(List<string> sites, string statistic, bool map, CancellationToken cancellationToken)
    {
        if (sites.Count == 0)
            return [];
        var names = sites.ToDictionary(site => FormatSites.Metric(site, statistic));
        var (from, to) = map || _window is not { } window ? ((long?)null, (long?)null) : ((long)Math.Floor(window.From) - 1, (long)Math.Ceiling(window.To) + 1);
        var points = map ? 4 * SiteGrid.MostStretches : PointsPerLine;
        var found = await reads.SeriesAsync(new([View.Run.Id], [.. names.Keys], from, to, points), cancellationToken);
        return found.ToDictionary(series => names[series.Name]);
    }

    private static ChartSeries? Line(string site, string colour, SeriesData? series) => series is null
        ? null
        : new(site, site, colour, ChartStroke.Solid, Array.ConvertAll(series.Steps, step => (double)step), series.Values);

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == (View.Run.Id, Settings))
            return;
        if (_loaded?.Run != View.Run.Id)
            _window = null;
        _loaded = (View.Run.Id, Settings);
        await RefreshAsync(CancellationToken.None);
    }

    private Task ZoomAsync(ChartWindow? window)
    {
        _window = window;
        return RefreshAsync(CancellationToken.None);
    }
}
