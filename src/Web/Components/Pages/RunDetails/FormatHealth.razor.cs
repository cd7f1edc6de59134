using Mantissa.Data.Metrics;
using Mantissa.Web.Components.Charts;
using Mantissa.Web.Components.Metrics;
using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Components.Pages.RunDetails;

/// <summary>One statistic of the run's number format over the steps, for a handful of tensors.</summary>
public sealed partial class FormatHealth(MetricStore metrics) : ComponentBase
{
    // As many as there are hues that can be told apart.
    private const int MostSites = 8;
    private const int PointsPerLine = 500;
    private FormatSites? _sites;
    private string _statistic = "";
    private string _filter = "";
    private IReadOnlyList<ChartSeries> _lines = [];
    private ChartOptions _options = new();
    private Guid _loaded;

    [Parameter, EditorRequired] public RunView View { get; set; } = null!;

    private string Limit
    {
        get
        {
            var all = _sites!.Sites(_statistic, _filter).Count;
            return all == 0 ? "No tensor has this in its name." : all > MostSites ? $"{MostSites} of {all} tensors; filter to see others" : "";
        }
    }

    /// <summary>Reads the statistic again, after the run recorded more.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var sites = new FormatSites(View.Metrics.Select(m => m.Name));
        if (sites.Statistics.Count == 0)
            return;
        if (!sites.Statistics.Contains(_statistic))
            _statistic = sites.Statistics[0];
        var (statistic, shown) = (_statistic, sites.Sites(_statistic, _filter).Take(MostSites).ToList());
        var names = shown.Select(site => FormatSites.Metric(site, statistic)).ToList();
        var data = names.Count == 0
            ? []
            : (await metrics.QueryAsync(new([View.Run.Id], names, null, null, PointsPerLine), cancellationToken)).ToDictionary(s => s.Name);
        _sites = sites;
        _options = new(Unit: FormatSites.Unit(statistic));
        _lines = shown
            .Select((site, i) => (Site: site, Colour: $"--format-{1 + i}", Series: data.GetValueOrDefault(FormatSites.Metric(site, statistic))))
            .Where(line => line.Series is not null)
            .Select(line => new ChartSeries(
                line.Site, line.Site, line.Colour, ChartStroke.Solid, Array.ConvertAll(line.Series!.Steps, step => (double)step), line.Series.Values))
            .ToList();
        StateHasChanged();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == View.Run.Id)
            return;
        _loaded = View.Run.Id;
        await RefreshAsync(CancellationToken.None);
    }

    private Task ChangeAsync(Action change)
    {
        change();
        return RefreshAsync(CancellationToken.None);
    }
}
