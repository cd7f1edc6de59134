using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Mantissa.Data.Runs;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Api;

[Collection(SiteCollection.Name)]
public sealed class RunEventsApiTests(Site site)
{
    [Fact]
    public async Task A_follower_sees_the_run_at_once_then_what_changes_and_the_stream_ends_with_the_run()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var run = await RecordedRun.StartAsync(site);
        await using var stream = await site.Client.GetStreamAsync($"/api/v1/runs/{run.Id}/events", patience.Token);
        var seen = new List<string>();
        var statuses = new List<string>();
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(patience.Token))
        {
            seen.Add(item.EventType);
            if (item.EventType != "run")
                continue;
            var resource = JsonNode.Parse(item.Data)!;
            statuses.Add(resource["status"]!.GetValue<string>());
            if (statuses.Count == 1)
                await run.CommitAsync(batch => batch with { Progress = new RunProgress(5, 10, 0.5, 100, double.NaN), LogLines = [new(DateTimeOffset.UnixEpoch, default, "hello")] });
            else if (resource["step"]!.GetValue<long>() == 5 && statuses[^1] == "Running")
            {
                resource["loss"]!.GetValue<string>().ShouldBe("NaN");
                await run.CompleteAsync();
            }
        }

        statuses[0].ShouldBe("Running");
        statuses[^1].ShouldBe("Completed");
        seen.ShouldContain("logs");
    }

    [Fact]
    public async Task A_follower_that_comes_back_misses_nothing_of_the_history()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var run = await RecordedRun.StartAsync(site);
        var first = (await site.Client.GetFromJsonAsync<JsonArray>($"/api/v1/runs/{run.Id}/history"))![0]!["id"]!.GetValue<long>();
        await run.CompleteAsync();

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/runs/{run.Id}/events") { Headers = { { "Last-Event-ID", $"{first}" } } };
        var answer = await site.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        await using var stream = await answer.Content.ReadAsStreamAsync(patience.Token);
        var parser = SseParser.Create(stream);
        var kinds = new List<string>();
        await foreach (var item in parser.EnumerateAsync(patience.Token))
        {
            if (item.EventType == "history")
                kinds.Add(JsonNode.Parse(item.Data)!["kind"]!.GetValue<string>());
        }

        kinds.ShouldBe(["claimed", "running", "completed"]);
        long.Parse(parser.LastEventId, System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(first);
    }

    [Fact]
    public async Task An_id_that_no_stream_gave_out_is_refused()
    {
        var run = await RecordedRun.StartAsync(site);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/runs/{run.Id}/events") { Headers = { { "Last-Event-ID", "x" } } };
        await (await site.Client.SendAsync(request)).ShouldBlameAsync("Last-Event-ID");
    }
}
