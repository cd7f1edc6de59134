using System.Net;
using Mantissa.Data.Entities;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Components.Pages;

/// <summary>Pages as the server renders them, before any script runs.</summary>
[Collection(SiteCollection.Name)]
public sealed class PagesTests(Site site)
{
    [Theory]
    [InlineData("/", "Runs")]
    [InlineData("/new", "New run")]
    [InlineData("/comparisons", "Comparisons")]
    [InlineData("/dashboards", "Dashboards")]
    [InlineData("/datasets", "Datasets")]
    [InlineData("/formats", "Formats")]
    [InlineData("/workers", "Workers & queues")]
    [InlineData("/settings", "Settings")]
    [InlineData("/design", "Design system")]
    public async Task A_page_has_its_heading_a_title_and_the_way_to_the_others(string path, string heading)
    {
        var page = await site.PageAsync(path);

        page.QuerySelector("h1")!.TextContent.ShouldBe(heading);
        page.Title!.ShouldEndWith("· Mantissa");
        page.QuerySelectorAll("nav[aria-label=Main] a").Select(a => a.GetAttribute("href")).ShouldBe(["", "comparisons", "dashboards", "datasets", "formats", "workers", "settings"]);
        page.QuerySelectorAll("button:not([type]), img:not([alt]), a:not([href])").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mistake_in_a_query_is_shown_where_it_is()
    {
        var page = await site.PageAsync($"/?filter={Uri.EscapeDataString("model = 'a' and format = fp32")}");

        page.QuerySelector("[data-testid=filter]")!.GetAttribute("value").ShouldBe("model = 'a' and format = fp32");
        page.QuerySelector("[data-testid=filter]")!.GetAttribute("aria-invalid").ShouldBe("true");
        var mistake = page.QuerySelector("[data-testid=filter-mistake]")!;
        mistake.QuerySelector("mark")!.TextContent.ShouldBe("fp32");
        mistake.TextContent.ShouldContain("at 26: expected a value");

        var right = await site.PageAsync($"/?filter={Uri.EscapeDataString("model = 'no such model'")}");
        right.QuerySelector("[data-testid=filter-mistake]")!.Children.ShouldBeEmpty();
        right.QuerySelector("[data-testid=total]")!.TextContent.ShouldBe("0");
    }

    [Fact]
    public async Task Every_file_that_a_page_names_is_there()
    {
        var page = await site.PageAsync("/");
        var files = page.QuerySelectorAll("link[href], script[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")).ToList();

        files.Count.ShouldBeGreaterThan(10);
        foreach (var file in files)
            (await site.Client.GetAsync("/" + file)).StatusCode.ShouldBe(HttpStatusCode.OK, file);
    }

    [Fact]
    public async Task The_form_has_a_field_for_every_parameter_of_the_catalogue()
    {
        var page = await site.PageAsync("/new");

        foreach (var name in new[] { "epochs", "batch", "learningRate", "nesterov" })
            page.QuerySelector($"[data-testid='models[0].training.{name}']").ShouldNotBeNull(name);
        page.QuerySelector("[data-testid='models[0].modelOptions.depth']")!.GetAttribute("value").ShouldBe("20");
        page.QuerySelector("[data-testid='queue-warning']")!.TextContent.ShouldContain("No live worker serves the queue 'cpu'");
        foreach (var input in page.QuerySelectorAll("main input[id], main select[id]"))
            page.QuerySelector($"label[for='{input.Id}'], label:has(#{input.Id})").ShouldNotBeNull(input.Id);
    }

    [Fact]
    public async Task A_waiting_run_says_why_it_waits()
    {
        var json = """{"model":"resnet","dataset":"shapes","queue":"simulator"}""";
        var run = (await (await site.PostAsync("/api/v1/runs", json)).ShouldBeAsync(HttpStatusCode.Created))["id"];

        var page = await site.PageAsync($"/runs/{run}");

        page.QuerySelector("[data-testid=status]")!.TextContent.ShouldBe("Queued");
        page.QuerySelector("[data-testid=waiting]")!.TextContent.ShouldContain("no live worker serves the queue 'simulator'");
        page.QuerySelector("[data-testid=timeline]")!.TextContent.ShouldContain("Submitted.");
    }

    [Fact]
    public async Task A_failed_run_says_why_it_failed_and_markup_in_it_is_text()
    {
        var run = await RecordedRun.StartAsync(site);
        await run.CompleteAsync(RunStatus.Failed, "<script>alert(1)</script> broke.");

        var page = await site.PageAsync($"/runs/{run.Id}");

        page.QuerySelector("[data-testid=status-reason]")!.TextContent.ShouldContain("<script>alert(1)</script> broke.");
        page.QuerySelector("[data-testid=retry]")!.TextContent.ShouldContain("Try again");
    }

    [Fact]
    public async Task A_comparison_of_one_seed_says_that_it_cannot_decide()
    {
        var grid = """{"models":[{"model":"resnet","dataset":"shapes"}],"formats":["fp32","flex16+5"]}""";
        var comparison = await (await site.PostAsync("/api/v1/comparisons", grid)).ShouldBeAsync(HttpStatusCode.Created);
        foreach (var run in comparison["runs"]!.AsArray())
        {
            var recorded = await RecordedRun.ClaimAsync(site, run!["id"]!.GetValue<Guid>());
            await recorded.PointsAsync("validation/top1", 0.5, 0.75);
            await recorded.CompleteAsync();
        }

        var page = await site.PageAsync($"/comparisons/{comparison["id"]}");

        var row = page.QuerySelector("[data-testid='parity-resnet-flex16+5']").ShouldNotBeNull();
        row.QuerySelector("[data-testid=verdict]")!.TextContent.ShouldBe("not enough seeds");
        row.TextContent.ShouldContain("One seed cannot tell");
    }

    [Theory]
    [InlineData("/runs/01a20153-0000-7000-8000-000000000000", HttpStatusCode.OK, "There is no such run")]
    [InlineData("/comparisons/01a20153-0000-7000-8000-000000000000", HttpStatusCode.OK, "There is nothing to compare")]
    [InlineData("/compare", HttpStatusCode.OK, "There is nothing to compare")]
    [InlineData("/compare?runs=x,y", HttpStatusCode.OK, "There is nothing to compare")]
    [InlineData("/nothing", HttpStatusCode.NotFound, "There is nothing here")]
    [InlineData("/runs/7", HttpStatusCode.NotFound, "There is nothing here")]
    public async Task A_link_that_leads_nowhere_says_so(string path, HttpStatusCode status, string words)
    {
        var page = await site.PageAsync(path, status);

        page.QuerySelector("[data-testid=empty] h2")!.TextContent.ShouldBe(words);
    }
}
