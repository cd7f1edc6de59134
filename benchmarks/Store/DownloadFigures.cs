using System.Runtime.CompilerServices;
using Mantissa.Benchmarks.Database;

namespace Mantissa.Benchmarks.Store;

/// <summary>Every point of a long series over HTTP: how fast, and how much memory the site takes for it.</summary>
internal static class DownloadFigures
{
    public static async IAsyncEnumerable<Figure> MeasureAsync(
        TemporaryDatabase database, Guid run, string metric, int points, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var site = await SiteProcess.StartAsync(database.ConnectionString, cancellationToken);
        var rows = new RowPerPoint(database.Get<Npgsql.NpgsqlDataSource>());
        foreach (var format in new[] { "csv", "ndjson" })
        {
            // A hundredth of the points first: what is compiled and pooled by then is there whatever follows.
            await DownloadAsync(site, format, run, metric, points / 100, cancellationToken);
            site.ForgetPeak();
            var small = site.Memory;
            var (download, copy) = (
                await Best.SecondsAsync(() => DownloadAsync(site, format, run, metric, points, cancellationToken)),
                await Best.SecondsAsync(() => rows.CopyOutAsync(cancellationToken)));
            yield return new(
                "store", $"http_{format}", points / download, "points/s",
                "every point over HTTP from a site of its own; baseline: COPY of a row a point as CSV, straight from the server", points / copy, copy / download) { Size = points };
            yield return new(
                "store", $"http_{format}_memory", (site.PeakMemory - small) / 1e6, "MB",
                $"how much the site's process grew at most while it sent them, from {small / 1e6:0} MB after it had sent a hundredth of them") { Size = points };
        }
    }

    private static async Task DownloadAsync(SiteProcess site, string format, Guid run, string metric, int points, CancellationToken cancellationToken)
    {
        var path = $"/api/v1/runs/{run}/metrics.{format}?name={Uri.EscapeDataString(metric)}&to={points}";
        using var answer = await site.Client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[1 << 20];
        var lines = format == "csv" ? -1 : 0;
        while (await body.ReadAsync(buffer, cancellationToken) is var count and > 0)
            lines += buffer.AsSpan(0, count).Count((byte)'\n');
        if (lines != points)
            throw new InvalidOperationException($"There are {lines} points instead of {points}.");
    }
}
