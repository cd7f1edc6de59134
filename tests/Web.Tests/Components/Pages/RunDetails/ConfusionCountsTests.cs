using System.Text;
using Mantissa.Web.Components.Pages.RunDetails;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Components.Pages.RunDetails;

[Collection(SiteCollection.Name)]
public sealed class ConfusionCountsTests(Site site)
{
    private const string Json = """{"classes":["cat","dog","<b>owl</b>"],"counts":[[8,2,0],[1,9,0],[0,0,0]]}""";

    [Fact]
    public void Shares_are_of_a_row()
    {
        var matrix = Read(Json)!;
        matrix.Share(0, 0).ShouldBe(0.8);
        matrix.Share(1, 0).ShouldBe(0.1);
        matrix.Share(2, 2).ShouldBe(0);
        matrix.Worst(5).ShouldBe([("cat", "dog", 2), ("dog", "cat", 1)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"classes":[],"counts":[]}""")]
    [InlineData("""{"classes":["a","b"],"counts":[[1,2]]}""")]
    [InlineData("""{"classes":["a","b"],"counts":[[1,2],[3]]}""")]
    [InlineData("""{"classes":["a","b"],"counts":[[1,2],null]}""")]
    [InlineData("""{"classes":["a",null],"counts":[[1,2],[3,4]]}""")]
    [InlineData("""{"classes":["a"],"counts":[[-1]]}""")]
    [InlineData("""{"classes":["a"],"counts":[["x"]]}""")]
    public void What_is_no_matrix_is_left_out(string json) => Read(json).ShouldBeNull();

    [Fact]
    public async Task The_run_page_shows_the_newest_one()
    {
        var run = await RecordedRun.StartAsync(site);
        (await site.PageAsync($"/runs/{run.Id}")).QuerySelector("[data-testid=confusion]").ShouldBeNull();
        await run.CommitAsync(batch => batch with
        {
            Artifacts =
            [
                new(ConfusionCounts.FileName, 5, "application/json", Encoding.UTF8.GetBytes("""{"classes":["old"],"counts":[[1]]}""")),
                new(ConfusionCounts.FileName, 40, "application/json", Encoding.UTF8.GetBytes(Json)),
            ],
        });

        var panel = (await site.PageAsync($"/runs/{run.Id}")).QuerySelector("[data-testid=confusion]")!;

        panel.QuerySelectorAll("th[scope=row]").Select(th => th.TextContent).ShouldBe(["cat", "dog", "<b>owl</b>"]);
        panel.QuerySelectorAll("tbody td").Select(td => td.TextContent).ShouldBe(["8", "2", "0", "1", "9", "0", "0", "0", "0"]);
        panel.QuerySelectorAll("td.right").Length.ShouldBe(3);
        panel.QuerySelector("a[download]")!.GetAttribute("href").ShouldBe($"/api/v1/runs/{run.Id}/artifacts/confusion-matrix.json/40");
    }

    private static ConfusionCounts? Read(string json) => ConfusionCounts.Read(1, Encoding.UTF8.GetBytes(json));
}
