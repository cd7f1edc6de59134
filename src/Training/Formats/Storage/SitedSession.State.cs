using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mantissa.Training.Formats.Storage;

internal abstract partial class SitedSession
{
    private readonly HealthMonitor _health = new();
    private long _overflows;
    private long _nonFinite;

    public override void ReportHealth(Action<string, string> raise)
    {
        ArgumentNullException.ThrowIfNull(raise);
        _health.Look(_sites.Values, raise);
    }

    /// <summary>
    /// Totals of the run, <c>format/overflows</c> and <c>format/non_finite</c>, then the statistics of the sites that the options ask for.
    /// </summary>
    public override void Report(Action<string, double> scalar)
    {
        ArgumentNullException.ThrowIfNull(scalar);
        scalar("format/overflows", _overflows);
        scalar("format/non_finite", _nonFinite);
        LossScaling?.Report(scalar);
        LostUpdates?.Report(scalar);
        if (datapath is not null)
            scalar("format/accumulator_overflows", datapath.Overflows);
        foreach (var site in _sites.Values)
        {
            if (IsReported(site))
            {
                void Named(string statistic, double value) => scalar($"format/{site.Name}/{statistic}", value);
                site.Report(Named, statistics == SiteStatistics.All);
                site.Observations.Report(Named);
            }

            site.Observations.Clear();
        }
    }

    public override IReadOnlyList<(string Site, SiteHistogram Histogram)> Histograms() =>
        [.. from site in _sites.Values where IsReported(site) && site.Observations.Histogram is not null select (site.Name, site.Observations.Histogram)];

    public override JsonObject SaveState()
    {
        var sites = new JsonObject();
        foreach (var site in _sites.Values)
        {
            sites[site.Name] = new JsonObject
            {
                ["main"] = site.IsMain,
                ["format"] = site.Save(),
                ["observed"] = site.Observations.Save(),
            };
        }

        var state = new JsonObject { ["overflows"] = _overflows, ["nonFinite"] = _nonFinite, ["sites"] = sites, ["health"] = _health.Save() };
        if (LossScaling is { } scaling)
            state["lossScaling"] = scaling.Save();
        if (LostUpdates is { } lost)
            state["lostUpdates"] = lost.Save();
        if (datapath is not null)
            state["accumulatorOverflows"] = datapath.Overflows;
        return state;
    }

    public override void LoadState(JsonObject state)
    {
        ArgumentNullException.ThrowIfNull(state);
        try
        {
            _overflows = state["overflows"]!.GetValue<long>();
            _nonFinite = state["nonFinite"]!.GetValue<long>();
            _health.Load(state["health"]!.AsObject());
            LossScaling?.Load(state["lossScaling"]!.AsObject());
            LostUpdates?.Load(state["lostUpdates"]!.AsObject());
            if (datapath is not null)
                datapath.Overflows = state["accumulatorOverflows"]!.GetValue<long>();
            _sites.Clear();
            _scope = null;
            foreach (var (name, saved) in state["sites"]!.AsObject())
            {
                var site = Find(name);
                site.IsMain = saved!["main"]!.GetValue<bool>();
                site.Load(saved["format"]!.AsObject());
                site.Observations.Load(saved["observed"]!.AsObject());
            }
        }
        catch (Exception exception) when (exception is NullReferenceException or InvalidOperationException or FormatException or JsonException)
        {
            throw new InvalidDataException("The checkpoint's format state was written by another number format or by another version.", exception);
        }
    }

    private bool IsReported(StorageSite site) =>
        statistics == SiteStatistics.All || (statistics == SiteStatistics.Main && site.IsMain);
}
