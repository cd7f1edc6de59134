using System.Diagnostics;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Components.Pages;

/// <summary>A database that takes half a second longer for every answer makes pages slow, not wrong.</summary>
public sealed class SlowDatabaseTests
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Every_page_comes_whole()
    {
        await using var site = new Site { DatabaseDelay = Late };
        await site.InitializeAsync();
        var run = await RecordedRun.StartAsync(site);
        await run.PointsAsync("train/loss", 2, 1);
        await run.CompleteAsync();

        // The first page waits for connections to be made, which takes several answers each.
        (await site.PageAsync("/")).QuerySelector("[data-testid=total]")!.TextContent.ShouldBe("1");
        var watch = Stopwatch.StartNew();
        var pages = await Task.WhenAll(
            ((string[])["/", "/new", $"/runs/{run.Id}", $"/compare?runs={run.Id}", "/comparisons", "/dashboards", "/datasets", "/formats", "/formats/fp32", "/workers", "/settings"])
            .Select(async path => (Path: path, Page: await site.PageAsync(path))));

        watch.Elapsed.ShouldBeInRange(Late, Patience);
        foreach (var (path, page) in pages)
        {
            page.QuerySelector("h1").ShouldNotBeNull(path);
            page.QuerySelectorAll("[data-testid=panel-error]").ShouldBeEmpty(path);
            page.QuerySelectorAll("[aria-busy=true]").ShouldBeEmpty(path);
        }
    }
}
