using System.Diagnostics;
using System.Globalization;
using System.Net;
using Mantissa.Web.Tests.Sites;
using Xunit.Abstractions;

namespace Mantissa.Web.Tests.Api;

/// <summary>Many at once: nobody is turned away, and nothing fails.</summary>
public sealed class LoadTests(ITestOutputHelper output) : IAsyncLifetime, IAsyncDisposable
{
    private const int Readers = 100;
    private const int Writers = 20;
    private const int Requests = 15;

    private readonly Site _site = new() { Settings = { ["MANTISSA_API_RATE"] = "100000" } };

    public Task InitializeAsync() => _site.InitializeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_hundred_readers_and_twenty_writers_are_all_answered()
    {
        var runs = new List<Guid>();
        for (var i = 0; i < Writers; i++)
        {
            var made = await _site.PostAsync("/api/v1/runs/external", $$"""{"name":"load {{i}}","model":"resnet","parameters":{"lr":{{i}} } }""");
            runs.Add((await made.ShouldBeAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>());
        }

        string[] paths =
        [
            "/api/v1/runs?filter=params.lr>3 order by metrics.loss.min&limit=20", "/api/v1/runs?search=load", $"/api/v1/runs/{runs[0]}", $"/api/v1/runs/{runs[1]}/metrics",
            $"/api/v1/metrics?run={runs[0]}&run={runs[1]}&name=loss&points=100", "/api/v1/catalogue", "/api/v1/queues", $"/api/v1/runs/{runs[2]}/metrics.ndjson?name=loss",
        ];
        await Task.WhenAll(runs.Select(run => AppendAsync(run, 1)));
        var reads = Task.WhenAll(Enumerable.Range(0, Readers).Select(reader => TimesAsync(i => _site.Client.GetAsync(paths[(reader + i) % paths.Length]))));
        var writes = Task.WhenAll(runs.Select(run => TimesAsync(i => AppendAsync(run, i + 2))));

        Report("reads", [.. (await reads).SelectMany(times => times)]);
        Report("writes", [.. (await writes).SelectMany(times => times)]);
        foreach (var run in runs)
            (await _site.Client.GetStringAsync($"/api/v1/runs/{run}/metrics.csv?name=loss")).Count(c => c == '\n').ShouldBe(1 + ((Requests + 1) * 10));
    }

    private Task<HttpResponseMessage> AppendAsync(Guid run, int sequence)
    {
        var points = string.Join(',', Enumerable.Range(sequence * 10, 10).Select(step => $$"""{"name":"loss","step":{{step}},"value":{{step}}}"""));
        return _site.PostAsync($"/api/v1/runs/{run}/records", $$"""{"attempt":1,"sequence":{{sequence}},"metrics":[{{points}}]}""");
    }

    private static async Task<double[]> TimesAsync(Func<int, Task<HttpResponseMessage>> send)
    {
        var times = new double[Requests];
        for (var i = 0; i < Requests; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await send(i);
            var text = await answer.Content.ReadAsStringAsync();
            answer.IsSuccessStatusCode.ShouldBeTrue($"{answer.StatusCode} of {answer.RequestMessage?.RequestUri}: {text}");
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        return times;
    }

    private void Report(string what, double[] times)
    {
        Array.Sort(times);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what}: {times.Length} without an error, p50 {times[times.Length / 2]:F0} ms, p99 {times[times.Length * 99 / 100]:F0} ms, longest {times[^1]:F0} ms"));
    }
}
