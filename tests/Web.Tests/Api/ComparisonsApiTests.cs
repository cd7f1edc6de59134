using System.Net;
using System.Text.Json.Nodes;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Api;

[Collection(SiteCollection.Name)]
public sealed class ComparisonsApiTests(Site site)
{
    private const string Comparisons = "/api/v1/comparisons";
    private const string Grid = """{"models":[{"model":"resnet","dataset":"shapes"},{"model":"wgan","dataset":"shapes"}],"formats":["fp32","flex16+5"],"seeds":[1,2]}""";

    [Fact]
    public async Task A_grid_becomes_one_run_for_each_model_format_and_seed()
    {
        var comparison = await (await site.PostAsync(Comparisons, Grid)).ShouldBeAsync(HttpStatusCode.Created);

        comparison["name"]!.GetValue<string>().ShouldBe("resnet, wgan in fp32, flex16+5");
        comparison["url"]!.GetValue<string>().ShouldBe($"{site.Client.BaseAddress}comparisons/{comparison["id"]}");
        var runs = comparison["runs"]!.AsArray();
        runs.Select(r => $"{r!["model"]} {r["format"]} {r["seed"]}").ShouldBe(
        [
            "resnet fp32 1", "resnet fp32 2", "resnet flex16+5 1", "resnet flex16+5 2",
            "wgan fp32 1", "wgan fp32 2", "wgan flex16+5 1", "wgan flex16+5 2",
        ]);
        runs.ShouldAllBe(r => r!["comparisonId"]!.GetValue<Guid>() == comparison["id"]!.GetValue<Guid>());
        (await site.GetAsync($"{Comparisons}/{comparison["id"]}"))["runs"]!.AsArray().Count.ShouldBe(8);
        (await site.GetAsync($"/api/v1/runs?comparison={comparison["id"]}&status=queued"))["totalCount"]!.GetValue<int>().ShouldBe(8);
    }

    [Fact]
    public async Task Its_parity_table_waits_for_the_runs()
    {
        var id = (await (await site.PostAsync(Comparisons, Grid)).ShouldBeAsync(HttpStatusCode.Created))["id"];

        var table = await site.GetAsync($"{Comparisons}/{id}/parity");

        table["baseline"]!.GetValue<string>().ShouldBe("fp32");
        var flex = table["models"]![0]!["formats"]!.AsArray().Single(f => f!["format"]!.GetValue<string>() == "flex16+5")!;
        flex["verdict"]!.GetValue<string>().ShouldBe("pending");
        flex["explanation"]!.GetValue<string>().ShouldContain("2 of 2 seeds");
    }

    [Theory]
    [InlineData("""{"models":[],"formats":["fp32"]}""", "models", "at least one model")]
    [InlineData("""{"models":[{"model":"resnet","dataset":"shapes"}],"formats":[]}""", "formats", "at least one format")]
    [InlineData("""{"models":[{"model":"resnet","dataset":"shapes"}],"formats":["fp32"],"seeds":[]}""", "seeds", "at least one seed")]
    [InlineData("""{"models":[null],"formats":["fp32"]}""", "models[0]", "no model here")]
    [InlineData("""{"models":[{"model":"resnet","dataset":"shapes"}],"formats":[null]}""", "formats[0]", "no format here")]
    [InlineData("""{"models":[{"model":"resnet","dataset":"shapes"}],"formats":["flex16+5"]}""", "baseline", "'fp32' is not among")]
    [InlineData("""{"models":[{"model":"resnet","dataset":"shapes"}],"formats":["fp32","fp32"]}""", "formats", "once is enough")]
    [InlineData("""{"models":[{"model":"resnet","dataset":"shapes"},{"model":"x","dataset":"shapes"}],"formats":["fp32"]}""", "models[1].model", "no model 'x'")]
    [InlineData("""{"models":[{"model":"resnet","dataset":"shapes","training":{"epochs":0}}],"formats":["fp32","flex16+5"]}""", "models[0].training.epochs", "between 1 and")]
    [InlineData("""{"models":[{"model":"resnet","dataset":"shapes"}],"formats":["fp32"],"formatOptions":{"mode":"paper"}}""", "formatOptions.mode", "None of the formats")]
    [InlineData("""{"models":[{"model":"resnet","dataset":"shapes","colour":1}],"formats":["fp32"]}""", "models[0].colour", "no field 'colour'")]
    public async Task A_bad_grid_is_answered_by_field(string json, string field, string words) =>
        (await (await site.PostAsync(Comparisons, json)).ShouldBlameAsync(field)).ShouldContain(words);

    [Fact]
    public async Task Ten_thousand_runs_are_too_many()
    {
        var grid = JsonNode.Parse(Grid)!;
        grid["seeds"] = new JsonArray([.. Enumerable.Range(1, 2500).Select(s => JsonValue.Create(s))]);

        (await (await site.PostAsync(Comparisons, grid.ToJsonString())).ShouldBlameAsync("models")).ShouldContain("10,000 runs");
    }

    [Fact]
    public async Task The_same_key_makes_one_comparison_and_another_body_is_a_conflict()
    {
        var first = await (await site.PostAsync(Comparisons, Grid, "grid-1")).ShouldBeAsync(HttpStatusCode.Created);
        var second = await (await site.PostAsync(Comparisons, Grid, "grid-1")).ShouldBeAsync(HttpStatusCode.OK);

        second["id"]!.GetValue<Guid>().ShouldBe(first["id"]!.GetValue<Guid>());
        second["runs"]!.AsArray().Count.ShouldBe(8);
        await (await site.PostAsync(Comparisons, Grid.Replace("[1,2]", "[1,3]", StringComparison.Ordinal), "grid-1")).ShouldBeProblemAsync(HttpStatusCode.Conflict);
        await (await site.PostAsync("/api/v1/runs", """{"model":"resnet","dataset":"shapes"}""", "grid-1")).ShouldBeProblemAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_comparison_that_is_not_there_is_not_found()
    {
        await (await site.Client.GetAsync($"{Comparisons}/{Guid.CreateVersion7()}")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await site.Client.GetAsync($"{Comparisons}/{Guid.CreateVersion7()}/parity")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        (await (await site.Client.GetAsync($"{Comparisons}?limit=0")).ShouldBlameAsync("limit")).ShouldContain("1 to 500");
        (await (await site.Client.GetAsync($"{Comparisons}?skip=-1")).ShouldBlameAsync("skip")).ShouldContain("negative");
    }
}
