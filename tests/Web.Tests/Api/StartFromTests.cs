using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Mantissa.Data.Entities;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Api;

/// <summary>Runs that start from a checkpoint of another.</summary>
[Collection(SiteCollection.Name)]
public sealed class StartFromTests(Site site)
{
    [Fact]
    public async Task A_run_is_submitted_with_the_checkpoint_and_the_checkpoint_is_kept()
    {
        var (run, checkpoint) = await TrainedAsync();
        var json = $$"""{"model":"resnet","format":"flex16+5","dataset":"shapes","startFrom":"{{checkpoint}}"}""";

        var submitted = await (await site.PostAsync("/api/v1/runs", json)).ShouldBeAsync(HttpStatusCode.Created);

        submitted["specification"]!["startFrom"]!.GetValue<string>().ShouldBe(checkpoint);
        await run.CommitAsync(batch => batch with { Checkpoint = new(2, 0, CheckpointKind.Periodic, new byte[1]) { Keep = 1 } });
        (await site.Client.GetFromJsonAsync<JsonArray>($"/api/v1/runs/{run.Id}/checkpoints"))!.Count.ShouldBe(2);
        (await site.PageAsync($"/runs/{run.Id}")).QuerySelector("[data-testid=checkpoints]")!.TextContent.ShouldContain("start of another run");
        (await site.PageAsync($"/runs/{submitted["id"]}")).Body!.TextContent.ShouldContain($"checkpoint {checkpoint}");
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_at_the_field()
    {
        var (_, checkpoint) = await TrainedAsync();
        var absent = Guid.CreateVersion7();

        (await BlameAsync("/api/v1/runs", $$"""{"model":"wgan","dataset":"shapes","startFrom":"{{checkpoint}}"}""", "startFrom")).ShouldContain("of the model 'resnet'");
        (await BlameAsync("/api/v1/runs", $$"""{"model":"resnet","modelOptions":{"depth":26},"dataset":"shapes","startFrom":"{{checkpoint}}"}""", "startFrom")).ShouldContain("depth = 20");
        (await BlameAsync("/api/v1/runs", $$"""{"model":"resnet","dataset":"shapes","startFrom":"{{absent}}"}""", "startFrom")).ShouldContain($"no checkpoint {absent}");
        (await BlameAsync("/api/v1/runs", """{"model":"resnet","dataset":"shapes","startFrom":"the best"}""", "startFrom")).ShouldContain("wrong type");
        (await BlameAsync(
            "/api/v1/comparisons",
            $$"""{"models":[{"model":"resnet","dataset":"shapes"},{"model":"wgan","dataset":"shapes","startFrom":"{{checkpoint}}"}],"formats":["fp32","flex16+5"]}""",
            "models[1].startFrom")).ShouldContain("of the model 'resnet'");
    }

    [Fact]
    public async Task All_formats_of_a_comparison_start_from_the_same_weights()
    {
        var (_, checkpoint) = await TrainedAsync();
        var json = $$"""{"models":[{"model":"resnet","dataset":"shapes","startFrom":"{{checkpoint}}"}],"formats":["fp32","flex16+5"]}""";

        var comparison = await (await site.PostAsync("/api/v1/comparisons", json)).ShouldBeAsync(HttpStatusCode.Created);

        comparison["runs"]!.AsArray().Select(r => r!["specification"]!["startFrom"]!.GetValue<string>()).ShouldBe([checkpoint, checkpoint]);
    }

    [Fact]
    public async Task The_form_opens_with_the_values_of_the_run_that_wrote_it()
    {
        var (_, checkpoint) = await TrainedAsync();

        var page = await site.PageAsync($"/new?startFrom={checkpoint}");
        page.QuerySelector("[data-testid='models[0].startFrom']")!.TextContent.ShouldContain(checkpoint);
        page.QuerySelector("[data-testid='models[0].training.epochs']")!.GetAttribute("value").ShouldBe("7");

        (await site.PageAsync("/new?startFrom=nothing")).QuerySelector("[data-testid=error-startFrom]")!.TextContent.ShouldContain("no checkpoint 'nothing'");
    }

    private async Task<(RecordedRun Run, string Checkpoint)> TrainedAsync()
    {
        var run = await RecordedRun.StartAsync(site, Catalogue.Tests.SampleCatalogue.Run() with { Training = new JsonObject { ["epochs"] = 7 } });
        await run.CommitAsync(batch => batch with { Checkpoint = new(1, 0, CheckpointKind.Periodic, new byte[1]) });
        var listed = (await site.Client.GetFromJsonAsync<JsonArray>($"/api/v1/runs/{run.Id}/checkpoints"))!.ShouldHaveSingleItem()!;
        return (run, listed["id"]!.GetValue<string>());
    }

    private async Task<string> BlameAsync(string path, string json, string field) => await (await site.PostAsync(path, json)).ShouldBlameAsync(field);
}
