using Mantissa.Data.Metrics;
using Mantissa.Data.Runs;
using Mantissa.Web.Security;

namespace Mantissa.Web.Mlflow;

/// <summary>Points of metrics: of one run in pages, of several runs at once, and thinned for charts.</summary>
internal static class MlflowHistory
{
    private const int LargestPage = 25_000;
    private const int LargestBulk = 25_000;
    private const int MostRuns = 100;
    private const int MostSampled = 2_500;
    private const int Sampled = 320;

    public static void MapMetricHistory(this IEndpointRouteBuilder tracking)
    {
        var metrics = tracking.MapGroup("/metrics");
        metrics.MapGet("/get-history", HistoryAsync).Reads();
        metrics.MapGet("/get-history-bulk", BulkAsync).Reads();
        metrics.MapGet("/get-history-bulk-interval", IntervalAsync).Reads();
    }

    /// <summary>A page of a series in ascending step, then time.</summary>
    private static async Task<IResult> HistoryAsync(MlflowCall call, RunStore runs, MetricStore metrics, CancellationToken cancellationToken)
    {
        var key = call.RequiredText("metric_key");
        var size = call.Int64("max_results") ?? LargestPage;
        if (size is < 1 or > LargestPage)
            throw MlflowError.Invalid($"Invalid value for max_results: a page has 1 to {LargestPage} points, not {size}.");
        var end = HistoryPosition.Parse(call.Text("page_token"));
        var run = await MlflowRunCalls.RequireAsync(call, runs, cancellationToken);
        var (page, given) = (new List<MlflowMetric>(), end.Given);
        await foreach (var point in metrics.ReadAsync(run.Id, key, cancellationToken, end.Step, fromTime: end.Time))
        {
            if (given > 0 && end.IsOf(point))
            {
                given--;
                continue;
            }

            if (page.Count == size)
                return MlflowJson.Answer(new { Metrics = page, NextPageToken = end.ToString() });
            page.Add(Of(point));
            end = end.After(point);
        }

        return MlflowJson.Answer(new { Metrics = page });
    }

    private static async Task<IResult> BulkAsync(MlflowCall call, RunStore runs, MetricStore metrics, CancellationToken cancellationToken)
    {
        var key = call.RequiredText("metric_key");
        var most = call.Int64("max_results") is { } asked and > 0 ? Math.Min(asked, LargestBulk) : LargestBulk;
        var points = new List<MlflowMetric>();
        foreach (var run in await RunsAsync(call, "run_id", runs, cancellationToken))
        {
            if (points.Count == most)
                break;
            await foreach (var point in metrics.ReadAsync(run, key, cancellationToken))
            {
                points.Add(Of(point, MlflowIds.Of(run)));
                if (points.Count == most)
                    break;
            }
        }

        return MlflowJson.Answer(new { Metrics = points });
    }

    /// <summary>Each run has its own budget; first, last and every extreme are among what is left.</summary>
    private static async Task<IResult> IntervalAsync(MlflowCall call, RunStore runs, MetricStore metrics, CancellationToken cancellationToken)
    {
        var key = call.RequiredText("metric_key");
        var (from, to) = (call.Int64("start_step"), call.Int64("end_step"));
        if (from > to)
            throw MlflowError.Invalid($"end_step must be greater than start_step. Found start_step={from} and end_step={to}.");
        var most = call.Int64("max_results") ?? Sampled;
        if (most is < MetricStore.MinimumPoints or > MostSampled)
            throw MlflowError.Invalid($"max_results must be between {MetricStore.MinimumPoints} and {MostSampled}, not {most}.");
        var wanted = await RunsAsync(call, "run_ids", runs, cancellationToken);
        var query = new SeriesQuery(wanted, [key], from, to, (int)most);
        var points = (await metrics.QueryAsync(query, cancellationToken)).SelectMany(series => series.Steps.Select((step, i) =>
            new MlflowMetric(key, series.Values[i], (long)Math.Round(series.Times[i]), step, MlflowIds.Of(series.RunId))));
        return MlflowJson.Answer(new { Metrics = points.ToList() });
    }

    private static async Task<List<Guid>> RunsAsync(MlflowCall call, string field, RunStore runs, CancellationToken cancellationToken)
    {
        var ids = call.Texts(field).Select(MlflowIds.Run).Distinct().ToList();
        if (ids.Count is 0 or > MostRuns)
            throw MlflowError.Invalid($"{field} must name 1 to {MostRuns} runs, not {ids.Count}.");
        foreach (var id in ids)
        {
            if (await runs.GetAsync(id, cancellationToken) is null)
                throw MlflowError.NoRun(MlflowIds.Of(id));
        }

        return ids;
    }

    private static MlflowMetric Of(MetricPoint point, string? run = null) =>
        new(point.Name, point.Value, point.Time.ToUnixTimeMilliseconds(), point.Step, run);
}
