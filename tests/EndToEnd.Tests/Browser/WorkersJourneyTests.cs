using System.Text.RegularExpressions;
using Mantissa.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Mantissa.EndToEnd.Tests.Browser;

/// <summary>Somebody holds the queue back, lets it go on, and stops what was not meant to train.</summary>
public sealed partial class WorkersJourneyTests(PlatformUnderTest platform) : IClassFixture<PlatformUnderTest>
{
    private const string Endless = """
        { "model": "resnet", "modelOptions": { "depth": 8 }, "dataset": "shapes", "datasetOptions": { "trainImages": 200, "testImages": 100 },
          "training": { "batch": 32, "steps": 1000000, "recordEvery": 1 } }
        """;

    [Fact]
    public async Task A_paused_queue_is_resumed_and_a_run_cancelled()
    {
        await using var visitor = await platform.VisitAsync();
        var run = "";
        await visitor.OpenAsync("/workers");
        await Expect(visitor.Part("queue-cpu")).ToBeVisibleAsync(new() { Timeout = 180_000 });
        await visitor.Part("pause-cpu").ClickAsync();
        await Expect(visitor.Part("queue-cpu")).ToContainTextAsync("what waits keeps waiting");
        await Eventually.TrueAsync(
            async () =>
            {
                var answer = await visitor.Page.APIRequest.PostAsync("/api/v1/runs", new() { Headers = [new("Content-Type", "application/json")], Data = Endless });
                run = answer.Headers.GetValueOrDefault("location", "");
                return answer.Ok;
            },
            TimeSpan.FromMinutes(3));
        await Expect(visitor.Part("queue-cpu").Locator("td").Nth(1)).ToHaveTextAsync("1");
        await visitor.PictureAsync("workers-paused");

        await visitor.OpenAsync($"/runs/{run[(run.LastIndexOf('/') + 1)..]}");
        await Expect(visitor.Part("waiting")).ToContainTextAsync("the queue 'cpu' is paused");
        await using var other = await platform.VisitAsync();
        await other.OpenAsync("/workers");
        await other.Part("pause-cpu").ClickAsync();

        await Eventually.TrueAsync(async () => await visitor.PointsAsync() > 4, TimeSpan.FromMinutes(2));
        await other.Page.GetByRole(AriaRole.Button, new() { NameRegex = Drain() }).First.ClickAsync();
        await Expect(other.Part("workers")).ToContainTextAsync("draining");
        await visitor.Part("cancel").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel the run" }).ClickAsync();
        await Expect(visitor.Page.GetByText("Cancelled", new() { Exact = true }).First).ToBeVisibleAsync();
        await Expect(other.Part("workers")).ToContainTextAsync("drained");
        await other.PictureAsync("workers-drained");
    }

    [GeneratedRegex("^Drain the worker")]
    private static partial Regex Drain();
}
