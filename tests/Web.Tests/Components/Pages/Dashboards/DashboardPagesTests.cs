using System.Text.Json.Nodes;
using Mantissa.Data.Dashboards;
using Mantissa.Web.Dashboards;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Components.Pages.Dashboards;

/// <summary>Dashboards as the server renders them, before any script runs.</summary>
[Collection(SiteCollection.Name)]
public sealed class DashboardPagesTests(Site site)
{
    public static TheoryData<string> ReadyMadeOnes => [.. ReadyMade.All.Select(ready => ready.Name)];

    private DashboardStore Store => site.Database.Get<DashboardStore>();

    [Theory]
    [MemberData(nameof(ReadyMadeOnes))]
    public async Task A_ready_made_dashboard_works_whatever_runs_there_are(string name)
    {
        var draft = ReadyMade.All.Single(ready => ready.Name == name).Draft();
        var empty = await Store.CreateAsync(draft with { Query = "model = 'none'" }, default);
        var all = await Store.CreateAsync(draft, default);

        foreach (var id in new[] { empty.Id, all.Id })
        {
            var page = await site.PageAsync($"/dashboards/{id}");
            page.QuerySelector("h1")!.TextContent.ShouldBe(draft.Name);
            page.QuerySelectorAll("[data-widget]").Length.ShouldBe(draft.Content.Widgets.Count);
            page.QuerySelectorAll(".notice.bad, .skeleton").ShouldBeEmpty();
        }

        (await site.PageAsync($"/dashboards/{empty.Id}")).QuerySelectorAll("[data-testid=widget-nothing]").Select(e => e.TextContent.Trim())
            .ShouldAllBe(text => text.StartsWith("No run matches “model = 'none'”."));
    }

    [Fact]
    public async Task Widgets_show_the_runs_of_their_query()
    {
        var tag = $"t{Guid.NewGuid():N}"[..12];
        for (var i = 1; i <= 3; i++)
        {
            var run = await RecordedRun.StartAsync(site, Sample(tag, i));
            await run.PointsAsync("validation/top1", 0.25, 0.25 * i);
            await run.CompleteAsync();
        }

        var id = await CreateAsync(
            $"name like '{tag}%'", Widget("number", ("metric", "validation/top1"), ("statistic", "best")), Widget("number", ("metric", "validation/top1"), ("statistic", "mean")),
            Widget("runs", ("most", 2)), Widget("chart", ("metric", "validation/top1"), ("lines", "formats")), Widget("parity"),
            Widget("text", ("text", "**Bold** <script>alert(1)</script>")));
        var page = await site.PageAsync($"/dashboards/{id}");

        var figures = page.QuerySelectorAll("[data-testid=figure]");
        figures[0].QuerySelector(".value")!.TextContent.ShouldBe("0.7500");
        figures[0].QuerySelector("a")!.TextContent.ShouldBe($"{tag}-3");
        figures[1].QuerySelector(".value")!.TextContent.ShouldBe("0.5000 ± 0.25");
        var table = page.QuerySelector("[data-testid=run-table]").ShouldNotBeNull();
        table.QuerySelectorAll("tbody tr").Length.ShouldBe(2);
        page.QuerySelector("[data-testid=run-table]")!.ParentElement!.NextElementSibling!.TextContent.ShouldBe("first 2 of 3 runs");
        page.QuerySelector("[data-testid=chart]")!.GetAttribute("aria-label")!.ShouldContain("mean of 3 ends at 0.5");
        page.QuerySelector("[data-testid=parity-resnet-fp32]")!.TextContent.ShouldContain("3 of 3");
        page.QuerySelector("[data-testid=widget-text] strong")!.TextContent.ShouldBe("Bold");
        page.QuerySelectorAll("main script").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mistake_in_a_query_is_shown_where_the_runs_would_be()
    {
        var id = await CreateAsync("model = ", Widget("runs"), Widget("text"));

        var page = await site.PageAsync($"/dashboards/{id}");

        page.QuerySelector("[data-testid=widget-runs] [data-testid=widget-nothing]")!.TextContent.Trim().ShouldStartWith("The query has a mistake at 8: expected a value");
    }

    [Fact]
    public async Task What_is_wrong_with_a_widget_stays_in_it()
    {
        var broken = new DashboardWidget { Id = Guid.NewGuid(), Kind = "from-the-future" };
        var id = await CreateAsync("", Widget("chart", ("metric", "loss"), ("axis", "moon")), broken, Widget("text"));

        var page = await site.PageAsync($"/dashboards/{id}");

        page.QuerySelector("[data-testid=widget-chart] .notice")!.TextContent.ShouldContain("Horizontal axis cannot be 'moon'");
        page.QuerySelector("[data-testid=widget-from-the-future] .notice")!.TextContent.ShouldContain("does not know the widget");
        page.QuerySelector("[data-testid=widget-text]")!.TextContent.ShouldContain("Write something here.");
    }

    [Fact]
    public async Task A_shared_dashboard_leads_nowhere_else_and_ends_with_its_link()
    {
        var links = site.Database.Get<ShareLinkStore>();
        await RecordedRun.StartAsync(site, Sample($"s{Guid.NewGuid():N}"[..12], 1));
        var id = await CreateAsync("", Widget("runs"), Widget("parity"), Widget("number", ("metric", "validation/top1")));
        var (link, token) = await links.CreateAsync(id, TimeSpan.FromDays(1), default);

        var page = await site.PageAsync($"/shared/{token}");
        page.QuerySelectorAll("[data-widget]").Length.ShouldBe(3);
        page.QuerySelectorAll("a, nav, [data-testid=edit]").ShouldBeEmpty();

        await links.RevokeAsync(link.Id, default);
        (await site.PageAsync($"/shared/{token}")).QuerySelector("[data-testid=empty]")!.TextContent.ShouldContain("has revoked it");
        var (ended, expired) = await links.CreateAsync(id, TimeSpan.FromDays(1), default);
        await site.Database.ExecuteAsync("update share_link set expires_at = now() - interval '1 minute' where id = $1", ended.Id);
        (await site.PageAsync($"/shared/{expired}")).QuerySelector("[data-testid=empty]")!.TextContent.ShouldContain("a date of expiry, which has passed");
        (await site.PageAsync("/shared/AAAAAAAAAAAAAAAAAAAAAA")).QuerySelector("[data-testid=empty]")!.TextContent.ShouldContain("No dashboard is behind it");
    }

    [Fact]
    public async Task A_report_is_its_text_and_its_widgets_alone()
    {
        var created = await Store.CreateAsync(
            new() { Name = "Report", Description = "What *we* found.", Content = new() { Widgets = [Widget("text", ("text", "One."))] } }, default);

        var page = await site.PageAsync($"/dashboards/{created.Id}/report");

        page.QuerySelector("h1")!.TextContent.ShouldBe("Report");
        page.QuerySelector(".document em")!.TextContent.ShouldBe("we");
        page.QuerySelector("[data-testid=board]")!.ClassList.ShouldContain("stacked");
        page.QuerySelectorAll("nav[aria-label=Main]").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/dashboards/01a20153-0000-7000-8000-000000000000")]
    [InlineData("/dashboards/01a20153-0000-7000-8000-000000000000/report")]
    public async Task A_deleted_dashboard_says_so(string path) =>
        (await site.PageAsync(path)).QuerySelector("[data-testid=empty] h2")!.TextContent.ShouldBe("There is no such dashboard");

    private async Task<Guid> CreateAsync(string query, params DashboardWidget[] widgets) =>
        (await Store.CreateAsync(new() { Name = "Board", Query = query, Content = new() { Widgets = GridLayout.Arrange(widgets) } }, default)).Id;

    private static Mantissa.Catalogue.RunSpecification Sample(string tag, int seed) =>
        Mantissa.Catalogue.Tests.SampleCatalogue.Run() with { Name = $"{tag}-{seed}", Seed = seed };

    private static DashboardWidget Widget(string kind, params (string Name, JsonNode Value)[] options) =>
        WidgetKind.Find(kind)!.Create(new JsonObject(options.Select(option => KeyValuePair.Create(option.Name, (JsonNode?)option.Value))));
}
