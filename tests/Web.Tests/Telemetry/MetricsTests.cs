using Mantissa.Data.Entities;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Telemetry;

/// <summary>What collectors of metrics read, as text of Prometheus. Meters are a process's: with two sites in it, each would read both.</summary>
[Collection(nameof(ProcessWide))]
public sealed class MetricsTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly Site _site = new();

    public Task InitializeAsync() => _site.InitializeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Runs_queues_requests_and_recording_are_measured()
    {
        await _site.PostAsync("/api/v1/runs", """{"model":"resnet","dataset":"shapes"}""");
        var run = await RecordedRun.StartAsync(_site);
        await run.PointsAsync("loss", 1, 2, 3);
        await run.CompleteAsync(RunStatus.Failed, "Out of memory.");

        // It is read from the database every ten seconds.
        var text = "";
        await Eventually.TrueAsync(
            async () => (text = await _site.Client.GetStringAsync("/metrics")).Contains("status=\"Failed\"", StringComparison.Ordinal),
            TimeSpan.FromSeconds(25));

        Value("mantissa_runs", "status=\"Queued\"").ShouldBe(1);
        Value("mantissa_runs", "status=\"Failed\"").ShouldBe(1);
        Value("mantissa_queue_waiting", "queue=\"cpu\"").ShouldBe(1);
        Value("mantissa_queue_workers", "queue=\"cpu\"").ShouldBe(0);
        Value("mantissa_queue_oldest_seconds", "queue=\"cpu\"").ShouldBeGreaterThan(0);
        Value("http_server_request_duration_seconds_count", "http_route=\"/api/v1/runs").ShouldBeGreaterThan(0);
        text.ShouldContain("mantissa_batch_duration_seconds_bucket");
        text.ShouldContain("dotnet_gc_collections");

        double Value(string name, string tag) => double.Parse(
            text.Split('\n').First(line => line.StartsWith(name, StringComparison.Ordinal) && line.Contains(tag, StringComparison.Ordinal)).Split(' ')[1],
            System.Globalization.CultureInfo.InvariantCulture);
    }
}
