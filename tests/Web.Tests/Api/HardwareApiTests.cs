using System.Globalization;
using System.Net;
using Mantissa.Catalogue.Tests;
using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Formats.Hardware;
using Mantissa.Web.Formatting;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Api;

[Collection(SiteCollection.Name)]
public sealed class HardwareApiTests(Site site)
{
    private static readonly StepWork Work = new()
    {
        Images = 64,
        Layers = [new("Linear 256→128, batch 64", 64 * 256 * 128, 64 * 256, 256 * 128, 64 * 128, 1, 0, 1)],
        Elementwise = new(64 * 128, 0, 64 * 128, 0),
        Parameters = 256 * 128,
        State = 256 * 128,
    };

    [Fact]
    public async Task A_run_is_estimated_in_every_format_that_is_offered()
    {
        var run = await RecordAsync("flex16+5");

        var answer = await site.GetAsync($"/api/v1/runs/{run}/hardware?bandwidth=50");

        var model = answer["models"]!.AsArray().ShouldHaveSingleItem()!;
        (answer["arraySide"]!.GetValue<int>(), answer["bandwidthGBs"]!.GetValue<double>(), model["macs"]!.GetValue<double>()).ShouldBe((32, 50, 2 * 64 * 256 * 128));
        var formats = model["formats"]!.AsArray();
        formats.Select(format => format!["format"]!.GetValue<string>()).Order().ShouldBe(NumberFormats.Entries.SelectMany(entry => entry.Offered).Order());
        formats[0]!["format"]!.GetValue<string>().ShouldBe("fp32");
        var expected = HardwareEstimate.Of(Work, NumberFormats.Hardware("flex16+5")!, new Accelerator { Bandwidth = 50 });
        var flex = formats.Single(format => format!["format"]!.GetValue<string>() == "flex16+5")!;
        (flex["seconds"]!.GetValue<double>(), flex["joules"]!.GetValue<double>(), flex["bytes"]!.GetValue<double>()).ShouldBe((expected.Seconds, expected.Joules, expected.Bytes));
        flex["relativeTraffic"]!.GetValue<double>().ShouldBe(0.5, 1e-12);
        model["unknown"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_that_has_not_begun_has_no_estimate()
    {
        var run = await RecordedRun.StartAsync(site);

        (await site.GetAsync($"/api/v1/runs/{run.Id}/hardware"))["models"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("array=2", "array", "4 to 1024")]
    [InlineData("frequency=0", "frequency", "GHz")]
    [InlineData("bandwidth=-1", "bandwidth", "GB/s")]
    [InlineData("array=x", "array", "'x'")]
    public async Task A_machine_that_cannot_be_is_refused(string query, string parameter, string words) =>
        (await (await site.Client.GetAsync($"/api/v1/runs/{Guid.CreateVersion7()}/hardware?{query}")).ShouldBlameAsync(parameter)).ShouldContain(words);

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await (await site.Client.GetAsync($"/api/v1/runs/{Guid.CreateVersion7()}/hardware")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await site.Client.GetAsync($"/api/v1/comparisons/{Guid.CreateVersion7()}/hardware")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_comparison_is_estimated_and_its_page_shows_it_for_the_machine_in_its_address()
    {
        const string Grid = """{"models":[{"model":"resnet","dataset":"shapes"}],"formats":["fp32","flex16+5"],"seeds":[1]}""";
        var comparison = await (await site.PostAsync("/api/v1/comparisons", Grid)).ShouldBeAsync(HttpStatusCode.Created);
        foreach (var run in comparison["runs"]!.AsArray())
            await WorkAsync(await RecordedRun.ClaimAsync(site, run!["id"]!.GetValue<Guid>()));

        var model = (await site.GetAsync($"/api/v1/comparisons/{comparison["id"]}/hardware"))["models"]![0]!;
        model["formats"]!.AsArray().Select(format => format!["format"]!.GetValue<string>()).ShouldBe(["fp32", "flex16+5"]);

        var page = await site.PageAsync($"/comparisons/{comparison["id"]}?bandwidth=50&array=64");
        var row = page.QuerySelector("[data-testid='hardware-resnet-flex16+5']")!;
        var estimate = HardwareEstimate.Of(Work, NumberFormats.Hardware("flex16+5")!, new Accelerator { Bandwidth = 50, ArraySide = 64 });
        row.TextContent.ShouldContain(Quantities.Of(estimate.Seconds, "s"));
        row.TextContent.ShouldContain(Quantities.Of(estimate.Joules, "J"));
        row.TextContent.ShouldContain("0.50 ×");
        page.QuerySelector("[data-testid=hardware-bandwidth]")!.GetAttribute("value").ShouldBe(50.ToString(CultureInfo.InvariantCulture));
        page.QuerySelector("[data-testid=hardware]")!.TextContent.ShouldContain("not measured");
    }

    private async Task<Guid> RecordAsync(string format)
    {
        var run = await RecordedRun.StartAsync(site, SampleCatalogue.Run() with { Format = format });
        await WorkAsync(run);
        return run.Id;
    }

    private static Task WorkAsync(RecordedRun run) => run.CommitAsync(batch => batch with
    {
        Artifacts = [new(StepWork.FileName, StepWork.RecordedStep, StepWork.ContentType, Work.ToJson())],
    });
}
