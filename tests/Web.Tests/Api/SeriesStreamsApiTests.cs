using System.Net;
using System.Text.Json.Nodes;
using Mantissa.Data.Metrics;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Api;

[Collection(SiteCollection.Name)]
public sealed class SeriesStreamsApiTests(Site site)
{
    [Fact]
    public async Task Series_come_line_by_line_in_a_range_of_steps_or_times()
    {
        var run = await RecordedRun.StartAsync(site);
        await run.PointsAsync("a/b", 1, double.NaN, 3, double.NegativeInfinity, 5);
        await run.PointsAsync("o\"clock", 7);

        (await LinesAsync(run.Id, "name=a/b&name=o%22clock")).Select(line => $"{line["name"]} {line["step"]} {line["value"]}")
            .ShouldBe(["a/b 1 1", "a/b 2 NaN", "a/b 3 3", "a/b 4 -Infinity", "a/b 5 5", "o\"clock 1 7"]);
        (await LinesAsync(run.Id, "name=a/b&from=2&to=3")).Select(line => line["step"]!.GetValue<long>()).ShouldBe([2, 3]);
        (await LinesAsync(run.Id, "name=a/b&since=1970-01-01T00:00:03Z")).Select(line => line["step"]!.GetValue<long>()).ShouldBe([4, 5]);
        (await site.Client.GetStringAsync($"/api/v1/runs/{run.Id}/metrics.csv?name=a/b&from=4")).Split('\n').Length.ShouldBe(4);
    }

    [Fact]
    public async Task Ranges_of_any_size_are_taken_and_reversed_ones_are_not()
    {
        var run = await RecordedRun.StartAsync(site);
        await run.CommitAsync(batch => batch with
        {
            Metrics =
            [
                new("x", -5, 1, new(1700, 1, 1, 0, 0, 0, TimeSpan.Zero)), new("x", long.MaxValue, 2, new(3000, 1, 1, 0, 0, 0, TimeSpan.Zero)),
            ],
        });
        (await LinesAsync(run.Id, "name=x")).Select(line => line["time"]!.GetValue<string>()[..4]).ShouldBe(["1700", "3000"]);
        (await LinesAsync(run.Id, $"name=x&from={long.MinValue}&to=0&since=1699-01-01T00:00:00Z&until=1701-01-01T00:00:00Z")).Length.ShouldBe(1);
        foreach (var extension in new[] { "csv", "ndjson" })
        {
            var path = $"/api/v1/runs/{run.Id}/metrics.{extension}";
            await (await site.Client.GetAsync($"{path}?name=x&from=2&to=1")).ShouldBlameAsync("from");
            await (await site.Client.GetAsync($"{path}?name=x&since=3000-01-01&until=1700-01-01")).ShouldBlameAsync("since");
            await (await site.Client.GetAsync($"{path}?name=y")).ShouldBlameAsync("name", HttpStatusCode.NotFound);
            await (await site.Client.GetAsync($"{path}?from=1")).ShouldBlameAsync("name");
            await (await site.Client.GetAsync($"{path}?name=x&from=1e9")).ShouldBlameAsync("from");
        }
    }

    [Fact]
    public async Task A_long_series_is_sent_while_it_is_read()
    {
        const int points = 300_000;
        var run = await RecordedRun.StartAsync(site);
        var store = site.Database.Get<MetricStore>();
        await store.AppendAsync(run.Id, 1, 1, [.. Enumerable.Range(0, points).Select(i => new MetricPoint("long", i, i, DateTimeOffset.UnixEpoch))], default);

        var answer = await site.Client.GetAsync($"/api/v1/runs/{run.Id}/metrics.ndjson?name=long", HttpCompletionOption.ResponseHeadersRead);
        answer.Content.Headers.ContentLength.ShouldBeNull("A length would mean that all of it was held.");
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var count = 0;
        while (await reader.ReadLineAsync() is { } line)
        {
            if (count % 50_000 == 0)
                JsonNode.Parse(line)!["step"]!.GetValue<int>().ShouldBe(count);
            count++;
        }

        count.ShouldBe(points);
    }

    [Fact]
    public async Task What_is_missing_of_a_query_is_said()
    {
        var run = await RecordedRun.StartAsync(site);
        await run.PointsAsync("here", 1, 2);
        var answer = await site.GetAsync($"/api/v1/metrics?run={run.Id}&name=here&name=gone");
        answer["series"]!.AsArray().Count.ShouldBe(1);
        answer["missing"]![0]!["name"]!.GetValue<string>().ShouldBe("gone");
        var many = string.Join('&', Enumerable.Range(0, 1000).Select(i => $"name=m{i}"));
        await (await site.Client.GetAsync($"/api/v1/metrics?run={run.Id}&{many}&points=5000")).ShouldBlameAsync("points");
        await (await site.Client.GetAsync($"/api/v1/metrics?run={run.Id}&name=here&points=0")).ShouldBlameAsync("points");
    }

    private async Task<JsonObject[]> LinesAsync(Guid run, string query) =>
        [.. (await site.Client.GetStringAsync($"/api/v1/runs/{run}/metrics.ndjson?{query}")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];
}
