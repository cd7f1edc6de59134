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
}
