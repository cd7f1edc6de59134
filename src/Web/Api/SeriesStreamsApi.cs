using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Mantissa.Data.Metrics;
using Mantissa.Data.Runs;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mantissa.Web.Api;

/// <summary>Every point of a series, sent while it is read: memory does not depend on how many there are.</summary>
internal static class SeriesStreamsApi
{
    private const int Chunk = 64 << 10;

    /// <summary>Part of a series, ends included.</summary>
    private sealed record Range(long? From, long? To, DateTimeOffset? Since, DateTimeOffset? Until)
    {
        public bool Contains(DateTimeOffset time) => !(time < Since || time > Until);
    }

    public static void MapSeriesStreams(this IEndpointRouteBuilder api)
    {
        const string range = "'from' and 'to' are steps, 'since' and 'until' times; all inclusive.";
        var metrics = api.MapGroup("/runs/{id:guid}").WithTags("Metrics");
        metrics.MapGet("/metrics.csv", (
                Guid id, string? name, long? from, long? to, DateTimeOffset? since, DateTimeOffset? until, RunStore runs, MetricStore store, CancellationToken token) =>
                StreamAsync(id, name is null ? [] : [name], new(from, to, since, until), runs, store, WriteCsvAsync, "csv", token)).Reads()
            .WithSummary("Every point of one series, as CSV").WithDescription($"Columns: step, value, time. {range}")
            .Produces<string>(contentType: "text/csv");
        metrics.MapGet("/metrics.ndjson", (
                Guid id, string[]? name, long? from, long? to, DateTimeOffset? since, DateTimeOffset? until, RunStore runs, MetricStore store, CancellationToken token) =>
                StreamAsync(id, name ?? [], new(from, to, since, until), runs, store, WriteJsonAsync, "ndjson", token)).Reads()
            .WithSummary("Every point of some series, one JSON object a line")
            .WithDescription($"'name' may be repeated; the series come one after another. Values that are not finite are written as text. {range}")
            .Produces<string>(contentType: "application/x-ndjson");
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> StreamAsync(
        Guid id, string[] names, Range range, RunStore runs, MetricStore store,
        Func<Stream, IAsyncEnumerable<MetricPoint>, CancellationToken, Task> write, string extension, CancellationToken cancellationToken)
    {
        if (names is not { Length: > 0 and <= MetricsApi.MostRuns } || names.Any(string.IsNullOrEmpty))
            return Problems.Invalid("name", $"Name 1 to {MetricsApi.MostRuns} metrics, for example ?name=train/loss.");
        if (range.From > range.To)
            return Problems.Invalid("from", $"The first step ({range.From}) lies after the last ({range.To}).");
        if (range.Since > range.Until)
            return Problems.Invalid("since", "The range of times ends before it begins.");
        if (await runs.GetAsync(id, cancellationToken) is null)
            return Problems.NoRun(id);
        var known = (await store.ListAsync([id], names, cancellationToken)).Select(series => series.Name).ToHashSet();
        if (names.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            return Problems.NotFound("name", $"Run {id} has no metric '{unknown}'.");
        var file = $"{id}-{(names.Length == 1 ? string.Concat(names[0].Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')) : "metrics")}.{extension}";
        return TypedResults.Stream(
            body => write(body, PointsAsync(id, names, range, store, cancellationToken), cancellationToken),
            extension == "csv" ? "text/csv" : "application/x-ndjson", file);
    }

    private static async IAsyncEnumerable<MetricPoint> PointsAsync(
        Guid id, string[] names, Range range, MetricStore store, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var name in names.Distinct())
        {
            await foreach (var point in store.ReadAsync(id, name, cancellationToken, range.From ?? long.MinValue, range.To ?? long.MaxValue))
            {
                if (range.Contains(point.Time))
                    yield return point;
            }
        }
    }

    private static async Task WriteCsvAsync(Stream body, IAsyncEnumerable<MetricPoint> points, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Chunk, leaveOpen: true);
        await writer.WriteAsync("step,value,time\n");
        await foreach (var point in points.WithCancellation(cancellationToken))
            await writer.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{point.Step},{point.Value:R},{point.Time:O}\n"));
    }

    private static async Task WriteJsonAsync(Stream body, IAsyncEnumerable<MetricPoint> points, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Chunk, leaveOpen: true);
        var (last, name) = ("", "");
        await foreach (var point in points.WithCancellation(cancellationToken))
        {
            if (point.Name != last)
                (last, name) = (point.Name, JsonSerializer.Serialize(point.Name));
            var quote = double.IsFinite(point.Value) ? "" : "\"";
            await writer.WriteAsync(string.Create(
                CultureInfo.InvariantCulture, $$"""{"name":{{name}},"step":{{point.Step}},"value":{{quote}}{{point.Value:R}}{{quote}},"time":"{{point.Time:O}}"}""") + "\n");
        }
    }
}
