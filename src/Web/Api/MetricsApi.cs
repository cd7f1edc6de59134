using Mantissa.Data.Metrics;
using Mantissa.Data.Runs;
using Mantissa.Web.Api.Resources;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mantissa.Web.Api;

/// <summary>Read metric series.</summary>
internal static class MetricsApi
{
    public const int MostPoints = 5000;
    public const int DefaultPoints = 1000;
    public const int MostRuns = 200;
    public const int MostSeries = 2000;
    public const long MostPointsInAll = 4_000_000;

    public static void MapMetrics(this IEndpointRouteBuilder api)
    {
        var metrics = api.MapGroup("").WithTags("Metrics");
        metrics.MapGet("/runs/{id:guid}/metrics", ListAsync).WithSummary("What series a run has, with their statistics");
        metrics.MapGet("/metrics", QueryAsync).WithSummary("Points of many series of many runs")
            .WithDescription($"'run' and 'name' may be repeated (at most {MostRuns} runs). Each series has at most 'points' points ({MetricStore.MinimumPoints} to {MostPoints}, "
                + $"1000 when left out), all series together {MostPointsInAll:N0}; extremes, the first and the last point are always among them. 'from' and 'to' are steps, "
                + "inclusive. What a run does not have is in 'missing'.");
    }

    private static async Task<Results<Ok<IReadOnlyList<MetricSummaryResource>>, ProblemHttpResult>> ListAsync(
        Guid id, RunStore runs, MetricStore metrics, CancellationToken cancellationToken)
    {
        if (await runs.GetAsync(id, cancellationToken) is null)
            return Problems.NoRun(id);
        IReadOnlyList<MetricSummaryResource> summaries = (await metrics.ListAsync(id, cancellationToken))
            .Select(s => new MetricSummaryResource(
                s.Name, s.Count, s.FirstStep, s.LastStep, s.First, s.Last, s.Min, s.MinStep, s.Max, s.MaxStep, s.Mean, s.NonFinite))
            .ToList();
        return TypedResults.Ok(summaries);
    }

    private static async Task<Results<Ok<SeriesListResource>, ProblemHttpResult>> QueryAsync(
        Guid[]? run, string[]? name, int? points, long? from, long? to, MetricStore metrics, CancellationToken cancellationToken)
    {
        if (run is not { Length: > 0 and <= MostRuns })
            return Problems.Invalid("run", $"Name 1 to {MostRuns} runs, not {run?.Length ?? 0}.");
        if (name is not { Length: > 0 } || (long)run.Length * name.Length > MostSeries)
            return Problems.Invalid("name", $"Name at least one metric, and at most {MostSeries:N0} runs × metrics.");
        if (points is < MetricStore.MinimumPoints or > MostPoints)
            return Problems.Invalid("points", $"A series can be asked for {MetricStore.MinimumPoints} to {MostPoints} points, not {points}.");
        if (from > to)
            return Problems.Invalid("from", $"The first step ({from}) lies after the last ({to}).");
        if ((long)run.Length * name.Length * (points ?? DefaultPoints) > MostPointsInAll)
            return Problems.Invalid("points", $"That is more than {MostPointsInAll:N0} points in all; ask for fewer points, runs or metrics.");
        var series = await metrics.QueryAsync(new(run, name, from, to, points ?? DefaultPoints), cancellationToken);
        var found = series.Select(s => (s.RunId, s.Name)).ToHashSet();
        return TypedResults.Ok(new SeriesListResource(
            series.Select(s => new SeriesResource(s.RunId, s.Name, s.Steps, s.Values, s.Times, s.TotalPoints, s.Downsampled)).ToList(),
            run.Distinct().SelectMany(id => name.Distinct().Select(n => (RunId: id, Name: n))).Where(pair => !found.Contains(pair))
                .Select(pair => new MissingSeriesResource(pair.RunId, pair.Name)).ToList()));
    }
}
