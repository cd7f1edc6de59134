using System.Text.RegularExpressions;
using Mantissa.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Mantissa.EndToEnd.Tests.Browser;

/// <summary>A dashboard is made, arranged, fought over and shared, over runs of a real worker.</summary>
public sealed partial class DashboardsJourneyTests(PlatformUnderTest platform) : IClassFixture<PlatformUnderTest>
{
    private const float Patience = 180_000;

    [Fact]
    public async Task A_ready_made_dashboard_is_arranged_by_keys_and_by_dragging_and_stays_so()
    {
        await using var visitor = await platform.VisitAsync();
        await SmallComparisons.SubmitAsync(visitor);
        await CreateAsync(visitor, "format-parity");

        // It fills in while the runs train, without anybody loading the page again.
        await visitor.Page.EvaluateAsync("window.stayed = true");
        await Expect(visitor.Part("widget-runs").GetByText("Completed", new() { Exact = true }).Nth(3)).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(visitor.Part("parity-resnet-flex16+5").GetByTestId("verdict")).ToBeVisibleAsync();
        await Expect(visitor.Part("sample-wall").Locator("img").First).ToBeVisibleAsync(new() { Timeout = Patience });
        await Eventually.TrueAsync(async () => await visitor.PointsAsync() > 20);
        (await visitor.Page.EvaluateAsync<bool>("window.stayed")).ShouldBeTrue();
        await visitor.PictureAsync("dashboard");

        await visitor.Part("edit").ClickAsync();
        var table = Cell(visitor, "runs");
        await table.Locator("[data-grip]").FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Shift+ArrowLeft");
        await Expect(table).ToHaveAttributeAsync("data-width", "11");
        await visitor.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(table).ToHaveAttributeAsync("data-x", "1");
        await Expect(table.Locator("[data-grip]")).ToBeFocusedAsync();
        await Expect(visitor.Part("placed")).ToHaveTextAsync(Announcement());

        var row = (await Cell(visitor, "samples").GetAttributeAsync("data-y"))!;
        await DragToTopAsync(visitor, Cell(visitor, "samples"));
        await Expect(Cell(visitor, "samples")).Not.ToHaveAttributeAsync("data-y", row);
        await Expect(visitor.Page.Locator("[data-held]")).ToHaveCountAsync(0);
        await Expect(visitor.Part("save-state")).ToHaveTextAsync("Saved");
        await visitor.PictureAsync("dashboard-edit");
        var before = await PlacesAsync(visitor);

        await visitor.ReloadAsync();

        (await PlacesAsync(visitor)).ShouldBe(before, ignoreOrder: true);
        await Expect(visitor.Part("done")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Widgets_are_added_set_removed_and_put_back()
    {
        await using var visitor = await platform.VisitAsync(ColorScheme.Dark);
        await SmallComparisons.SubmitAsync(visitor);
        await visitor.OpenAsync("/dashboards");
        await visitor.Part("new-dashboard").ClickAsync();
        await Expect(visitor.Part("done")).ToBeVisibleAsync();

        await visitor.Part("add-first").ClickAsync();
        await visitor.Part("add-chart").ClickAsync();
        await Expect(visitor.Part("widget-chart").GetByRole(AriaRole.Heading)).ToHaveTextAsync("Training loss");
        await SetAsync(visitor, "options.metric", "validation/loss");
        await Expect(visitor.Part("widget-chart").GetByRole(AriaRole.Heading)).ToHaveTextAsync("Validation loss");
        await visitor.Part("options.lines").SelectOptionAsync("formats");
        await SetAsync(visitor, "options.smoothing", "2");
        await Expect(visitor.Part("error-options.smoothing")).ToHaveTextAsync("Smoothing must be between 0 and 0.99, not 2.");
        await SetAsync(visitor, "options.smoothing", "0.5");
        await Expect(visitor.Part("error-options.smoothing")).ToHaveCountAsync(0);
        await Expect(visitor.Part("chart")).ToBeVisibleAsync(new() { Timeout = Patience });
        await visitor.PictureAsync("dashboard-settings-dark");

        await visitor.Part("add").ClickAsync();
        await visitor.Part("add-text").ClickAsync();
        await SetAsync(visitor, "options.text", "## Findings\n\n- one\n- **two**");
        await Expect(visitor.Part("widget-text").Locator("li")).ToHaveCountAsync(2);
        await visitor.Part("options.text").PressAsync("Escape");
        await Expect(visitor.Part("side-panel")).ToHaveCountAsync(0);
        await Expect(visitor.Part("widget-text").GetByTestId("configure")).ToBeFocusedAsync();

        await visitor.Part("widget-chart").GetByTestId("remove").ClickAsync();
        await Expect(visitor.Part("widget-chart")).ToHaveCountAsync(0);
        await visitor.Part("undo").ClickAsync();
        await Expect(visitor.Part("widget-chart")).ToBeVisibleAsync();

        await visitor.Part("describe").ClickAsync();
        await SetAsync(visitor, "dashboard-name", "What we found");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("What we found");
        await Expect(visitor.Part("save-state")).ToHaveTextAsync("Saved");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Report" }).ClickAsync();
        await Expect(visitor.Part("widget-text").Locator("li")).ToHaveCountAsync(2);
        await visitor.PictureAsync("dashboard-report-dark");
    }

    [Fact]
    public async Task Two_people_on_one_dashboard_notice_each_other()
    {
        await using var ada = await platform.VisitAsync();
        await using var ben = await platform.VisitAsync();
        await CreateAsync(ada, "throughput");
        await ada.Part("edit").ClickAsync();
        await ben.OpenAsync(new Uri(ada.Page.Url).AbsolutePath);
        await ben.Part("edit").ClickAsync();

        await ben.Part("describe").ClickAsync();
        await SetAsync(ben, "dashboard-name", "Ben's");

        await Expect(ada.Part("conflict")).ToBeVisibleAsync();
        await ada.PictureAsync("dashboard-conflict");
        await ada.Part("keep-copy").ClickAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Throughput (copy)");
        await Expect(ada.Part("conflict")).ToHaveCountAsync(0);

        // Who only looks is shown what the other one does.
        await using var cleo = await platform.VisitAsync();
        await cleo.OpenAsync(new Uri(ben.Page.Url).AbsolutePath);
        await SetAsync(ben, "dashboard-name", "Ben's own");
        await Expect(cleo.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Ben's own");
    }

    [Fact]
    public async Task A_link_opens_the_dashboard_to_read_until_it_is_revoked()
    {
        await using var owner = await platform.VisitAsync();
        await using var guest = await platform.VisitAsync(ColorScheme.Dark, width: 390);
        await SmallComparisons.SubmitAsync(owner);
        await CreateAsync(owner, "one-model");
        await owner.Part("share").ClickAsync();
        await owner.Part("make-link").ClickAsync();
        var address = await owner.Part("share-address").InputValueAsync();
        await owner.PictureAsync("dashboard-share");

        await guest.OpenAsync(new Uri(address).AbsolutePath);
        await Expect(guest.Part("widget-runs").GetByText("Completed", new() { Exact = true }).First).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(guest.Page.GetByRole(AriaRole.Navigation)).ToHaveCountAsync(0);
        await Expect(guest.Page.GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
        (await guest.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")).ShouldBeTrue();
        await guest.PictureAsync("dashboard-shared-dark-phone");

        await owner.Part("revoke").ClickAsync();
        await Expect(guest.Part("empty")).ToContainTextAsync("This link does not work any more");
        await guest.Page.ReloadAsync();
        await Expect(guest.Part("empty")).ToContainTextAsync("has revoked it");

        await owner.Part("close-side").PressAsync("Enter");
        await Expect(owner.Part("side-panel")).ToHaveCountAsync(0);
        await Expect(owner.Part("share")).ToBeFocusedAsync();
    }

    private static async Task CreateAsync(Visitor visitor, string ready)
    {
        await visitor.OpenAsync("/dashboards");
        await visitor.PictureAsync("dashboards");
        // By key: the list above the cards may grow while a button of the mouse is held down, and then nobody has clicked.
        await visitor.Part($"ready-{ready}").PressAsync("Enter");
        await visitor.Page.WaitForURLAsync(Address());
        await Expect(visitor.Part("board")).ToBeVisibleAsync();
    }

    /// <summary>Fills a field as soon as it is there.</summary>
    private static async Task SetAsync(Visitor visitor, string field, string value)
    {
        await visitor.Part(field).FillAsync(value);
        await visitor.Part(field).PressAsync("Tab");
    }

    private static ILocator Cell(Visitor visitor, string kind) => visitor.Page.Locator($"[data-cell]:has([data-testid=widget-{kind}])");

    private static async Task DragToTopAsync(Visitor visitor, ILocator cell)
    {
        var grip = cell.Locator("[data-grip]");
        await grip.ScrollIntoViewIfNeededAsync();
        var box = (await grip.BoundingBoxAsync()).ShouldNotBeNull();
        await visitor.Page.Mouse.MoveAsync(box.X + 4, box.Y + 4);
        await visitor.Page.Mouse.DownAsync();
        await visitor.Page.Mouse.MoveAsync(box.X + 4, 60, new() { Steps = 12 });
        await visitor.Page.Mouse.UpAsync();
    }

    private static async Task<string[]> PlacesAsync(Visitor visitor) => await visitor.Page.Locator("[data-cell]").EvaluateAllAsync<string[]>(
        "cells => cells.map(cell => ['cell', 'x', 'y', 'width', 'height'].map(name => cell.dataset[name]).join(' '))");

    [GeneratedRegex("/dashboards/[0-9a-f-]{36}$")]
    private static partial Regex Address();

    [GeneratedRegex("^The runs behind it: column 2, row \\d+, 11 wide, 6 high\\.$")]
    private static partial Regex Announcement();
}
