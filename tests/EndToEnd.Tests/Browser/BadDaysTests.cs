using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Mantissa.EndToEnd.Tests.Browser;

/// <summary>What somebody sees while something breaks.</summary>
public sealed partial class BadDaysTests(PlatformUnderTest platform) : IClassFixture<PlatformUnderTest>
{
    private static readonly LocatorAssertionsToContainTextOptions Patiently = new() { Timeout = 90_000 };

    /// <summary>The page says that the connection is gone, and comes back by itself with the filter that was set.</summary>
    [Fact]
    public async Task The_server_is_killed_under_an_open_page()
    {
        await using var visitor = await platform.VisitAsync();
        await RecordedStudy.RecordAsync(platform);
        await visitor.OpenAsync("/");
        await visitor.Part("filter").FillAsync("format = 'fp32'");
        await Expect(visitor.Part("total")).ToHaveTextAsync("6");
        await visitor.Page.WaitForURLAsync(Filtered());

        visitor.LosesItsServer = true;
        platform.KillSite();

        var notice = visitor.Page.Locator("#components-reconnect-modal");
        await Expect(notice).ToBeVisibleAsync();
        await visitor.PictureAsync("connection-lost");
        await Expect(notice).Not.ToBeVisibleAsync(new() { Timeout = 90_000 });
        await Expect(visitor.Part("filter")).ToHaveValueAsync("format = 'fp32'");
        await Expect(visitor.Part("total")).ToHaveTextAsync("6");

        // It is not only the picture of a page: it answers.
        await visitor.InteractiveAsync();
        await visitor.Part("status-menu").ClickAsync();
        await visitor.Part("status-Completed").ClickAsync();
        await Expect(visitor.Part("status-menu")).ToContainTextAsync("Completed", Patiently);
    }

    /// <summary>Somebody else deletes the run that is open.</summary>
    [Fact]
    public async Task A_run_is_deleted_under_an_open_page()
    {
        await using var visitor = await platform.VisitAsync();
        await RecordedStudy.RecordAsync(platform);
        var run = (await SmallComparisons.RunsAsync(visitor))[0].Id;
        await visitor.OpenAsync($"/runs/{run}");
        await Expect(visitor.Part("chart").First).ToBeVisibleAsync();

        visitor.LooksForWhatIsGone = true;
        (await visitor.Page.APIRequest.DeleteAsync($"/api/v1/runs/{run}")).Ok.ShouldBeTrue();

        await Expect(visitor.Part("empty")).ToContainTextAsync("deleted");
        await visitor.PictureAsync("run-deleted");
        await visitor.OpenAsync($"/runs/{run}");
        await Expect(visitor.Part("empty")).ToContainTextAsync("There is no such run");
    }

    [GeneratedRegex("filter=")]
    private static partial Regex Filtered();
}
