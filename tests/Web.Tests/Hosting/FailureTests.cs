using System.Net;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Hosting;

/// <summary>A part of the database is broken: who asks for it is told an id that is in the log, and nothing of the inside.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task The_api_answers_with_a_problem()
    {
        using var log = new KeptLog();
        await using var site = await StartBrokenAsync(log);
        var problem = await (await site.Client.GetAsync("/api/v1/dashboards")).ShouldBeProblemAsync(HttpStatusCode.InternalServerError);

        var id = problem["id"]!.GetValue<string>();
        problem["detail"]!.GetValue<string>().ShouldContain(id);
        problem.ToJsonString().ShouldNotContain("relation");
        ShouldHave(log, id);
    }

    [Fact]
    public async Task A_page_keeps_its_frame()
    {
        using var log = new KeptLog();
        await using var site = await StartBrokenAsync(log);
        var page = await site.PageAsync("/dashboards");

        page.QuerySelector("nav[aria-label=Main]").ShouldNotBeNull();
        var panel = page.QuerySelector("[data-testid=panel-error]").ShouldNotBeNull();
        panel.TextContent.ShouldNotContain("relation");
        ShouldHave(log, panel.QuerySelector("code")!.TextContent);
    }

    private static async Task<Site> StartBrokenAsync(KeptLog log)
    {
        var site = new Site { Log = log };
        await site.InitializeAsync();
        await site.Database.ExecuteAsync("alter table dashboard rename to taken_away");
        return site;
    }

    private static void ShouldHave(KeptLog log, string id)
    {
        id.Length.ShouldBe(12);
        var line = log.Lines.Where(line => line.Text.Contains(id, StringComparison.Ordinal)).ShouldHaveSingleItem();
        line.Error.ShouldNotBeNull().ToString().ShouldContain("dashboard");
    }
}
