using System.Globalization;
using System.Text;
using Mantissa.Data.Metrics;
using Mantissa.Data.Runs;
using Mantissa.Web.Api.Resources;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mantissa.Web.Api;

/// <summary>Read metric series.</summary>
internal static class MetricsApi
{
    public const int MostPoints = 5000;
    public const int MostRuns = 200;
    public const int MostSeries = 2000;

    public static void MapMetrics(this IEndpointRouteBuilder api)
    {
        var metrics = api.MapGroup("").WithTags("Metrics");
        metrics.MapGet("/runs/{id:guid}/metrics", ListAsync).WithSummary("What series a run has, with their statistics");
        metrics.MapGet("/runs/{id:guid}/metrics.csv", CsvAsync).WithSummary("Every point of one series, as CSV");
        metrics.MapGet("/metrics", QueryAsync).WithSummary("Points of many series of many runs")
            .WithDescription($"'run' and 'name' may be repeated (at most {MostRuns} runs). Each series has at most 'points' points ({MetricStore.MinimumPoints} to {MostPoints}, "
                + "1000 when left out); extremes, the first and the last point are always among them. 'from' and 'to' are steps, inclusive.");
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
        var series = await metrics.QueryAsync(new(run, name, from, to, points ?? 1000), cancellationToken);
        return TypedResults.Ok(new SeriesListResource(series
            .Select(s => new SeriesResource(s.RunId, s.Name, s.Steps, s.Values, s.Times, s.TotalPoints, s.Downsampled))
            .ToList()));
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> CsvAsync(
        Guid id, string? name, RunStore runs, MetricStore metrics, CancellationToken cancellationToken)
    {
        if (await runs.GetAsync(id, cancellationToken) is null)
            return Problems.NoRun(id);
        if (string.IsNullOrEmpty(name))
            return Problems.Invalid("name", "Name the metric, for example ?name=train/loss.");
        if ((await metrics.ListAsync(id, cancellationToken)).All(s => s.Name != name))
            return Problems.NotFound($"Run {id} has no metric '{name}'.");
        var file = $"{id}-{string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'))}.csv";
        return TypedResults.Stream(body => WriteCsvAsync(body, metrics.ReadAsync(id, name, cancellationToken), cancellationToken), "text/csv", file);
    }

    private static async Task WriteCsvAsync(Stream body, IAsyncEnumerable<MetricPoint> points, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await writer.WriteAsync("step,value,time\n");
        await foreach (var point in points.WithCancellation(cancellationToken))
            await writer.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{point.Step},{point.Value:R},{point.Time:O}\n"));
    }
}
