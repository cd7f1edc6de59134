using System.Net;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Components.Pages;

[Collection(SiteCollection.Name)]
public sealed class DatasetsPageTests(Site site)
{
    [Fact]
    public async Task Built_in_sets_are_listed_with_their_options()
    {
        var page = await site.PageAsync("/datasets");

        var rows = page.QuerySelectorAll("[data-testid=built-in] tbody > tr").ToList();
        rows.Select(row => row.QuerySelector(".mono")!.TextContent).ShouldBe(["image-folder", "rooms", "shapes"]);
        rows[2].QuerySelectorAll("dt").Select(name => name.TextContent).ShouldBe(["imageSize", "trainImages"]);
        page.QuerySelector("[data-testid=upload-form]")!.GetAttribute("action").ShouldBe("/api/v1/datasets");
        foreach (var input in page.QuerySelectorAll("main input[id]"))
            page.QuerySelector($"label[for='{input.Id}']").ShouldNotBeNull(input.Id);
    }

    [Fact]
    public async Task A_ready_set_shows_its_classes_its_preview_and_what_is_broken()
    {
        var id = await site.ReadyAsync("page-ready");

        var set = (await site.PageAsync("/datasets")).QuerySelector("[data-testid='set-page-ready']").ShouldNotBeNull();

        set.QuerySelector("[data-testid=set-status]")!.TextContent.ShouldBe("Ready");
        set.QuerySelector("img")!.GetAttribute("src").ShouldBe($"/api/v1/datasets/{id}/preview");
        set.TextContent.ShouldContain("2,000 for training, 500 for testing");
        set.TextContent.ShouldContain("sides of 20 to 640 px, colour");
        set.QuerySelectorAll("[data-testid=set-classes] tbody td:first-child").Select(cell => cell.TextContent).ShouldBe(["cat", "<b>dog</b>"]);
        set.TextContent.ShouldContain("cat/7.png: broken PNG");
    }

    [Fact]
    public async Task A_rejected_set_says_why()
    {
        var id = (await (await site.UploadAsync("page-rejected", ("a", [1]))).ShouldBeAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>();
        await site.RejectAsync(id, "'a' is <nothing>.");

        var set = (await site.PageAsync("/datasets")).QuerySelector("[data-testid='set-page-rejected']").ShouldNotBeNull();

        set.QuerySelector("[data-testid=set-reason]")!.TextContent.ShouldContain("'a' is <nothing>.");
    }
}
