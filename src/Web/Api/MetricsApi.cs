using Mantissa.Data.Metrics;
using Mantissa.Data.Runs;
using Mantissa.Web.Api.Resources;
using Mantissa.Web.Security;
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
        metrics.MapGet("/runs/{id:guid}/metrics", ListAsync).Reads().WithSummary("What series a run has, with their statistics");
        metrics.MapGet("/metrics", (
                Guid[]? run, string[]? name, int? points, long? from, long? to, DateTimeOffset? since, DateTimeOffset? until, string? axis,
                MetricStore store, CancellationToken token) =>
                QueryAsync(new(run ?? [], name ?? [], from, to, points ?? DefaultPoints, since, until), axis, store, token)).Reads()
            .WithSummary("Points of many series of many runs")
            .WithDescription($"'run' and 'name' may be repeated (at most {MostRuns} runs). Each series has at most 'points' points ({MetricStore.MinimumPoints} to {MostPoints}, "
                + $"1000 when left out), all series together {MostPointsInAll:N0}; extremes, the first and the last point are always among them. 'from' and 'to' are steps, "
                + $"'since' and 'until' times, all inclusive. {AxisNames.Explanation}; with it each series has 'positions' on that axis, but on epoch not where the run says "
                + "nothing of epochs. What a run does not have is in 'missing'.");
    }

    private static async Task<Results<Ok<IReadOnlyList<MetricSummaryResource>>, ProblemHttpResult>> ListAsync(
        Guid id, RunStore runs, MetricStore metrics, CancellationToken cancellationToken)
    {
        if (await runs.GetAsync(id, cancellationToken) is null)
            return Problems.NoRun(id);
        IReadOnlyList<MetricSummaryResource> summaries = (await metrics.ListAsync(id, cancellationToken))
            .Select(s => new MetricSummaryResource(
                s.Name, s.Count, s.FirstStep, s.LastStep, s.First, s.Last, s.Min, s.MinStep, s.Max, s.MaxStep, s.Mean, s.NonFinite, s.Replaced))
            .ToList();
        return TypedResults.Ok(summaries);
    }

    private static async Task<Results<Ok<SeriesListResource>, ProblemHttpResult>> QueryAsync(
        SeriesQuery query, string? axis, MetricStore metrics, CancellationToken cancellationToken)
    {
        if (Wrong(query, axis) is { } problem)
            return problem;
        var series = await metrics.QueryAsync(query, cancellationToken);
        var axes = await metrics.AxesAsync(axis is null ? [] : query.RunIds, cancellationToken);
        var found = series.Select(s => (s.RunId, s.Name)).ToHashSet();
        return TypedResults.Ok(new SeriesListResource(
            series.Select(s => new SeriesResource(s.RunId, s.Name, s.Steps, s.Values, s.Times, s.TotalPoints, s.Downsampled)
            {
                Positions = axis is not null && axes.TryGetValue(s.RunId, out var places) ? Positions(places, AxisNames.Find(axis)!.Value, s) : null,
            }).ToList(),
            query.RunIds.Distinct().SelectMany(id => query.Names.Distinct().Select(n => (RunId: id, Name: n))).Where(pair => !found.Contains(pair))
                .Select(pair => new MissingSeriesResource(pair.RunId, pair.Name)).ToList()));
    }

    private static ProblemHttpResult? Wrong(SeriesQuery query, string? axis)
    {
        var (runs, names) = ((long)query.RunIds.Count, query.Names.Count);
        if (runs is 0 or > MostRuns)
            return Problems.Invalid("run", $"Name 1 to {MostRuns} runs, not {runs}.");
        if (names == 0 || runs * names > MostSeries)
            return Problems.Invalid("name", $"Name at least one metric, and at most {MostSeries:N0} runs × metrics.");
        if (query.Points is < MetricStore.MinimumPoints or > MostPoints)
            return Problems.Invalid("points", $"A series can be asked for {MetricStore.MinimumPoints} to {MostPoints} points, not {query.Points}.");
        if (query.FromStep > query.ToStep)
            return Problems.Invalid("from", $"The first step ({query.FromStep}) lies after the last ({query.ToStep}).");
        if (query.Since > query.Until)
            return Problems.Invalid("since", "The range of times ends before it begins.");
        if (runs * names * query.Points > MostPointsInAll)
            return Problems.Invalid("points", $"That is more than {MostPointsInAll:N0} points in all; ask for fewer points, runs or metrics.");
        return axis is not null && AxisNames.Find(axis) is null ? Problems.Invalid("axis", AxisNames.Unknown(axis)) : null;
    }

    private static double[]? Positions(RunAxis places, SeriesAxis axis, SeriesData series) =>
        axis == SeriesAxis.Epoch && double.IsNaN(places.EpochsPerStep) ? null : places.Positions(axis, series);
}
