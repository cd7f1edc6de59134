using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Net;
using System.Text;
using Mantissa.Data.Entities;
using Mantissa.Data.Telemetry;
using Mantissa.Testing;

namespace Mantissa.Jobs.Tests.Processes;

/// <summary>A worker that is told where a collector is.</summary>
public sealed class TelemetryTests : PlatformTest
{
    private static readonly string[] Settings = [TelemetrySetup.CollectorSetting, "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_METRIC_EXPORT_INTERVAL", "OTEL_BSP_SCHEDULE_DELAY"];

    [Fact]
    public async Task Metrics_and_traces_of_a_run_reach_the_collector()
    {
        using var collector = Listen(out var address);
        var received = new ConcurrentBag<(string Path, string Body)>();
        var collecting = CollectAsync(collector, received);
        foreach (var (name, value) in Settings.Zip([address, "http/protobuf", "500", "500"]))
            Environment.SetEnvironmentVariable(name, value);
        try
        {
            await Platform.StartWorkerAsync();
            var id = await Platform.SubmitAsync(TinyRuns.ResNet(steps: 5));
            await Platform.ReachesAsync(id, RunStatus.Completed);

            // Names and ids are plain text within the binary messages.
            await Eventually.TrueAsync(
                () => Task.FromResult(Has("/v1/metrics", "mantissa.attempt.duration") && Has("/v1/metrics", "mantissa.points.recorded")
                    && Has("/v1/metrics", "mantissa-worker") && Has("/v1/traces", id.ToString()) && Has("/v1/traces", "commit batch")),
                TimeSpan.FromSeconds(20), () => $"Received: {string.Join(", ", received.Select(message => $"{message.Path} ({message.Body.Length})"))}");
        }
        finally
        {
            foreach (var name in Settings)
                Environment.SetEnvironmentVariable(name, null);
            collector.Stop();
            await collecting;
        }

        bool Has(string path, string text) => received.Any(message => message.Path == path && message.Body.Contains(text, StringComparison.Ordinal));
    }

    private static HttpListener Listen(out string address)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        free.Stop();
        var listener = new HttpListener();
        listener.Prefixes.Add(address + "/");
        listener.Start();
        return listener;
    }

    private static async Task CollectAsync(HttpListener collector, ConcurrentBag<(string Path, string Body)> received)
    {
        while (true)
        {
            try
            {
                var message = await collector.GetContextAsync();
                using var body = new StreamReader(message.Request.InputStream, Encoding.Latin1);
                received.Add((message.Request.Url!.AbsolutePath, await body.ReadToEndAsync()));
                message.Response.Close();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
