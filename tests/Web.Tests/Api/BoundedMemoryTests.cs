using System.Net;
using Mantissa.Data.Metrics;
using Mantissa.Web.Tests.Mlflow;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Api;

/// <summary>What the site holds while it sends, or is sent, more than it should ever hold.</summary>
[Collection(nameof(ProcessWide))]
public sealed class BoundedMemoryTests : IAsyncLifetime, IAsyncDisposable
{
    private const int Points = 500_000;

    /// <summary>In bytes; the text of the points is twice as long.</summary>
    private const long Allowed = 16 << 20;

    private readonly Site _site = new();

    public Task InitializeAsync() => _site.InitializeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("csv", 1)]
    [InlineData("ndjson", 1)]
    [InlineData("ndjson", 0)]
    public async Task A_long_series_is_not_held_while_it_is_sent(string format, int stepsPerPoint)
    {
        var run = await RecordedRun.StartAsync(_site);
        await FillAsync(run, stepsPerPoint);
        await _site.Client.GetStringAsync($"/api/v1/runs/{run.Id}/metrics.{format}?name=long&to=-1");
        var before = GC.GetTotalMemory(forceFullCollection: true);

        using var answer = await _site.Client.GetAsync($"/api/v1/runs/{run.Id}/metrics.{format}?name=long", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[64 << 10];
        var (received, most) = (0L, 0L);
        for (var reads = 0; await body.ReadAsync(buffer) is var count and > 0; reads++)
        {
            received += count;

            // A reader that pauses: a site that does not wait for it has to hold what it does not take.
            if (reads is 20 or 200)
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        received.ShouldBeGreaterThan(3 * Allowed / 2);
        most.ShouldBeLessThan(Allowed);
    }

    [Theory]
    [InlineData("/api/v1/runs/search", """{"filter":"{0}"}""", 900_000)]
    [InlineData("/api/v1/runs/external", """{"notes":"{0}"}""", 900_000)]
    [InlineData("/api/v1/runs/search", "{0}", 900_000)]
    [InlineData(MlflowServer.Api + "/runs/search", """{"experiment_ids":["0"],"filter":"{0}"}""", 900_000)]
    [InlineData(MlflowServer.Api + "/experiments/search", """{"filter":"{0}"}""", 900_000)]
    [InlineData(MlflowServer.Api + "/runs/log-batch", """{"run_id":"{0}"}""", 1_500_000)]
    public async Task What_is_too_much_is_refused_and_forgotten(string path, string body, int size)
    {
        // The first rounds fill the server's pools: how far depends on how many requests happen to meet, so the fullest of them counts. A server
        // that kept the requests would hold all that the later rounds sent above it.
        const int warming = 3;
        var held = new List<long>();
        foreach (var character in new[] { '(', '(', '(', '(', '[', 'a' })
        {
            var text = body.Replace("{0}", new string(character, size), StringComparison.Ordinal);
            await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => (await _site.PostAsync(path, text)).StatusCode.ShouldBe(HttpStatusCode.BadRequest)));
            held.Add(GC.GetTotalMemory(forceFullCollection: true));
        }

        (held[^1] - held.Take(warming).Max()).ShouldBeLessThan(Allowed);
    }

    private static async Task FillAsync(RecordedRun run, int stepsPerPoint)
    {
        const int batch = 50_000;
        for (var start = 0; start < Points; start += batch)
        {
            var points = Enumerable.Range(start, batch).Select(i => new MetricPoint("long", (long)i * stepsPerPoint, i / 7.0, DateTimeOffset.UnixEpoch.AddMilliseconds(i))).ToList();
            await run.CommitAsync(records => records with { Metrics = points, KeepsEqualSteps = true });
        }
    }
}
