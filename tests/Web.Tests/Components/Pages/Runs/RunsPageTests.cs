using Mantissa.Catalogue.Tests;
using Mantissa.Data.Views;
using Mantissa.Web.Components.Pages.Runs;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Components.Pages.Runs;

/// <summary>The table as the server renders it, before any script runs.</summary>
[Collection(SiteCollection.Name)]
public sealed class RunsPageTests(Site site)
{
    [Fact]
    public async Task Columns_of_the_address_have_headings_and_values()
    {
        await RecordAsync("columned", 0.5, 0.75);

        var page = await site.PageAsync("/?filter=columned&columns=name,params.learningRate,metrics.validation/top1.max,seed,tags.team&sort=-metrics.validation/top1.max");

        page.QuerySelectorAll("[data-testid=run-table] thead th").Select(th => th.QuerySelector(".title")?.TextContent).ShouldBe([null, "Run", "Learning rate", "Top-1", "Seed", "team"]);
        page.QuerySelector("th[aria-sort=descending] .note")!.TextContent.ShouldBe("max");
        page.QuerySelectorAll("[data-testid=run-row] td").Select(td => td.TextContent.Trim()).Skip(2).ShouldBe(["0.1", "0.7500", "1", ""]);
        page.QuerySelectorAll("main input:not([aria-label]):not([id])").Where(input => input.ParentElement!.LocalName != "label").ShouldBeEmpty();
        page.QuerySelectorAll("main [role=separator]").Select(handle => handle.GetAttribute("aria-label")).ShouldContain("Width of Top-1, max");
    }

    [Fact]
    public async Task Groups_have_counts_and_means()
    {
        foreach (var value in new[] { 0.25, 0.75 })
            await RecordAsync("grouped", 0.1, value);

        var page = await site.PageAsync("/?filter=grouped&group=model,format&columns=name,format,metrics.validation/top1.last");

        var row = page.QuerySelectorAll("[data-testid=group-row]").ShouldHaveSingleItem();
        row.QuerySelector(".count")!.TextContent.ShouldBe("2 runs");
        row.QuerySelectorAll(".key").Select(key => key.TextContent.Trim()).ShouldBe(["resnet", "fp32"]);
        row.QuerySelector("td.number")!.TextContent.Trim().ShouldBe("0.5000 ± 0.35");
        page.QuerySelector("[data-testid=group-count]")!.TextContent.ShouldBe("in 1 group");
    }

    [Fact]
    public async Task A_saved_view_has_an_address_of_its_own()
    {
        await RecordAsync("viewed", 0.5);
        var saved = await site.Database.Get<SavedViewStore>().CreateAsync(
            new() { Name = "Viewed ones", Content = new() { Filter = "viewed", Columns = [new() { Field = "name" }, new() { Field = "seed" }] } }, default);

        var page = await site.PageAsync($"/?view={saved.Id}");

        page.QuerySelector("h1")!.TextContent.ShouldBe("Viewed ones");
        page.QuerySelector("[data-testid=filter]")!.GetAttribute("value").ShouldBe("viewed");
        page.QuerySelector("[data-testid=view-changed]").ShouldBeNull();
        page.QuerySelectorAll("thead .title").Select(title => title.TextContent).ShouldBe(["Run", "Seed"]);
        (await site.PageAsync($"/?view={saved.Id}&sort=name")).QuerySelector("[data-testid=view-changed]").ShouldNotBeNull();
        (await site.PageAsync("/?view=no-such-view")).QuerySelector("[data-testid=view-missing]")!.TextContent.ShouldContain("no view “no-such-view”");
    }

    [Fact]
    public async Task What_is_sorted_by_the_best_of_a_metric_without_a_goal_is_shown_all_the_same()
    {
        await RecordAsync("goalless", 0.5);

        var page = await site.PageAsync("/?filter=goalless&sort=metrics.odd.best&columns=name,metrics.odd.best");

        page.QuerySelectorAll("[data-testid=run-row]").Length.ShouldBe(1);
        page.QuerySelectorAll("th[aria-sort]").ShouldBeEmpty();
        (await site.PageAsync("/?filter=goalless&columns=metrics.odd.best")).QuerySelectorAll("[data-testid=run-table] th").Length.ShouldBe(1 + ColumnChoice.Default.Count);
    }

    [Fact]
    public async Task A_run_fills_the_form_for_another_one()
    {
        var run = await RecordAsync("cloned", 0.5);

        var page = await site.PageAsync($"/new?clone={run}");

        page.QuerySelector("[data-testid='models[0].modelOptions.depth']")!.GetAttribute("value").ShouldBe("20");
        (await site.PageAsync("/new?clone=7")).QuerySelector("main")!.TextContent.ShouldContain("There is no run '7' to take the values from");
    }

    private async Task<Guid> RecordAsync(string name, params double[] values)
    {
        var run = await RecordedRun.StartAsync(site, SampleCatalogue.Run() with { Name = name });
        await run.PointsAsync("validation/top1", values);
        await run.CompleteAsync();
        return run.Id;
    }
}
