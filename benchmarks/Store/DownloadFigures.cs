using System.Runtime.CompilerServices;
using Mantissa.Benchmarks.Database;

namespace Mantissa.Benchmarks.Store;

/// <summary>Every point of a series of ten million over HTTP: how fast, and how much memory the site takes for it.</summary>
internal static class DownloadFigures
{
    private const string Metric = "loss";
    private const int Points = 10_000_000;

    public static async IAsyncEnumerable<Figure> MeasureAsync(TemporaryDatabase database, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var both = new BothStores(database);
        var run = await both.FillStoreAsync(Metric, Points, cancellationToken);
        await both.Rows.CreateFilledAsync(series: 1, Points, cancellationToken);
        await both.VacuumAsync(cancellationToken);
        await using var site = await SiteProcess.StartAsync(database.ConnectionString, cancellationToken);
        foreach (var format in new[] { "csv", "ndjson" })
        {
            // A hundredth of the points first: what is compiled and pooled by then is there whatever follows.
            await DownloadAsync(site, format, run, Points / 100, cancellationToken);
            site.ForgetPeak();
            var small = site.Memory;
            var (download, copy) = (
                await Best.SecondsAsync(() => DownloadAsync(site, format, run, Points, cancellationToken)),
                await Best.SecondsAsync(() => both.Rows.CopyOutAsync(cancellationToken)));
            yield return new(
                "store", $"http_{format}", Points / download, "points/s",
                "every point over HTTP from a site of its own; baseline: COPY of a row a point as CSV, straight from the server", Points / copy, copy / download) { Size = Points };
            yield return new(
                "store", $"http_{format}_memory", (site.PeakMemory - small) / 1e6, "MB",
                $"how much the site's process grew at most while it sent them, from {small / 1e6:0} MB after it had sent a hundredth of them") { Size = Points };
        }
    }

    private static async Task DownloadAsync(SiteProcess site, string format, Guid run, int points, CancellationToken cancellationToken)
    {
        var path = $"/api/v1/runs/{run}/metrics.{format}?name={Metric}&to={points}";
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
