using System.Net;
using System.Text.Json.Nodes;
using Mantissa.Data.Histograms;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Api;

[Collection(SiteCollection.Name)]
public sealed class HistogramsApiTests(Site site)
{
    private const string Point = """{"step":20,"unit":-14,"octaves":15,"values":16,"zeros":4,"saturated":1,"first":3,"counts":[5,0,6]}""";

    [Fact]
    public async Task Histograms_come_as_they_were_recorded()
    {
        var run = await RecordAsync();

        (await site.GetAsync($"/api/v1/runs/{run}/histograms")).ToJsonString()
            .ShouldBe("""{"sites":["conv1.activation","fc.weight"],"steps":3,"firstStep":20,"lastStep":60}""");
        var series = await site.GetAsync($"/api/v1/runs/{run}/histograms/conv1.activation");
        series["points"]![0]!.ToJsonString().ShouldBe(Point);
        Steps(series).ShouldBe([20, 40, 60]);
    }

    [Fact]
    public async Task A_range_and_a_number_of_points_hold()
    {
        var run = await RecordAsync();

        var thin = await site.GetAsync($"/api/v1/runs/{run}/histograms/fc.weight?points=2");
        thin["totalSteps"]!.GetValue<int>().ShouldBe(3);
        Steps(thin).ShouldBe([20, 60]);
        Steps(await site.GetAsync($"/api/v1/runs/{run}/histograms/fc.weight?from=21&to=59")).ShouldBe([40]);
    }

    [Theory]
    [InlineData("conv1.activation?points=1", "points", "2 to 500")]
    [InlineData("conv1.activation?points=501", "points", "501")]
    [InlineData("conv1.activation?from=9&to=3", "from", "after the last")]
    [InlineData("conv1.activation?from=x", "from", "'x'")]
    public async Task A_bad_parameter_is_named(string query, string parameter, string words) =>
        (await (await site.Client.GetAsync($"/api/v1/runs/{await RecordAsync()}/histograms/{query}")).ShouldBlameAsync(parameter)).ShouldContain(words);

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        var absent = await site.Client.GetAsync($"/api/v1/runs/{await RecordAsync()}/histograms/conv9");
        (await absent.ShouldBeProblemAsync(HttpStatusCode.NotFound))["detail"]!.GetValue<string>().ShouldContain("'conv9'");
        await (await site.Client.GetAsync($"/api/v1/runs/{Guid.CreateVersion7()}/histograms")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_pages_of_the_run_and_of_a_comparison_show_them()
    {
        var run = await RecordAsync();

        var page = await site.PageAsync($"/runs/{run}?health=histogram&tensor=fc.weight");
        page.QuerySelectorAll("[data-testid=histogram-site] option").Select(option => option.TextContent).ShouldBe(["conv1.activation", "fc.weight"]);
        var health = page.QuerySelector("[data-testid=format-health]")!;
        health.QuerySelector("[data-testid=chart]")!.GetAttribute("aria-label")!
            .ShouldBe("Magnitudes of fc.weight: 3 steps, magnitudes from 2^-20 to 2^-19, at the last 0.0 % zero and 50.0 % saturated");
        health.TextContent.ShouldContain("what the format can hold");

        var nothing = await site.PageAsync($"/runs/{run}?health=histogram&tensors=absent");
        nothing.QuerySelector("[data-testid=format-health]")!.TextContent.ShouldContain("No tensor with a histogram has this in its name.");

        var compared = await site.PageAsync($"/compare?runs={run}&tensor=conv1.activation");
        compared.QuerySelector("[data-testid=site-ridges] [data-testid=chart]")!.GetAttribute("data-points").ShouldBe("3");
    }

    private async Task<Guid> RecordAsync()
    {
        var run = await RecordedRun.StartAsync(site);
        await run.PointsAsync("format/conv1.activation/exponent", -14);
        await run.PointsAsync("format/fc.weight/exponent", -20);
        foreach (var step in (long[])[20, 40, 60])
        {
            await run.CommitAsync(batch => batch with
            {
                Histograms =
                [
                    new(step, HistogramCodec.Encode([new("fc.weight", -20, 15, 0, 1, 0, [1]), new("conv1.activation", -14, 15, 4, 1, 3, [5, 0, 6])])),
                ],
            });
        }

        return run.Id;
    }

    private static IEnumerable<long> Steps(JsonNode series) => series["points"]!.AsArray().Select(point => point!["step"]!.GetValue<long>());
}
