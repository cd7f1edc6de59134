using System.Text.RegularExpressions;
using Mantissa.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Mantissa.EndToEnd.Tests.Browser;

/// <summary>The table of runs in the hands of somebody who looks for an answer in it, and of somebody who tidies it up.</summary>
public sealed partial class RunTableJourneyTests(PlatformUnderTest platform) : IClassFixture<PlatformUnderTest>, IAsyncLifetime
{
    private const string Best = "metrics.validation/top1.best";

    public Task InitializeAsync() => RecordedStudy.RecordAsync(platform);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Runs_are_filtered_arranged_grouped_saved_as_a_view_and_tidied_up()
    {
        await using var visitor = await platform.VisitAsync();
        await visitor.OpenAsync("/");
        await Expect(visitor.Part("total")).ToHaveTextAsync("18");
        await visitor.PictureAsync("runs-table");

        await FilterAsync(visitor);
        await ArrangeAsync(visitor);
        await GroupAsync(visitor);
        var address = await SaveAsync(visitor);

        // Somebody else, in the dark, opens the link.
        await using var other = await platform.VisitAsync(ColorScheme.Dark);
        await other.OpenAsync(address);
        await Expect(other.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Formats by mean");
        await Expect(other.Part("group-row")).ToHaveCountAsync(3);
        await Expect(other.Part("view-changed")).ToHaveCountAsync(0);
        await other.Part("open-group").First.ClickAsync();
        await Expect(other.Part("run-row")).ToHaveCountAsync(6);
        await other.ReloadAsync();
        await Expect(other.Part("run-row")).ToHaveCountAsync(6);
        await other.PictureAsync("runs-grouped-dark");

        await TidyAsync(other);
        // What one does, the other sees without loading the page again.
        await Expect(visitor.Part("total")).ToHaveTextAsync("18");
    }

    [Fact]
    public async Task The_table_works_by_keys_and_on_a_phone()
    {
        await using var visitor = await platform.VisitAsync(ColorScheme.Dark, width: 390);
        await visitor.OpenAsync("/?columns=name,status,metrics.validation/top1.max,params.learningRate&sort=name");
        await Expect(visitor.Part("run-row").First).ToBeVisibleAsync();
        await LookAsync(visitor, "runs-phone-dark");
        (await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(390, "Only the table scrolls sideways.");

        await visitor.Page.SetViewportSizeAsync(1280, 900);
        var handle = visitor.Page.GetByRole(AriaRole.Separator, new() { Name = "Width of Learning rate" });
        await handle.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(visitor.Page).ToHaveURLAsync(Widened());
        await Expect(handle).ToBeFocusedAsync();

        await visitor.Part("columns").FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Part("columns-panel")).ToBeFocusedAsync();
        await visitor.Part("down-name").FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.Locator("[data-head]").First).ToHaveAttributeAsync("data-head", "status");
        await Expect(visitor.Part("down-name")).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(visitor.Part("columns")).ToBeFocusedAsync();
        await Expect(visitor.Part("columns-panel")).ToHaveCountAsync(0);
    }

    private static async Task FilterAsync(Visitor visitor)
    {
        await visitor.Part("filter").FillAsync("dataset = cifar10");
        await Expect(visitor.Part("filter-mistake")).ToContainTextAsync("put it in quotes");
        await Expect(visitor.Part("total")).ToHaveTextAsync("18");
        await visitor.PictureAsync("runs-mistake");
        await visitor.Part("filter").FillAsync("dataset = 'cifar10' and model = 'resnet'");
        await Expect(visitor.Part("filter-mistake")).ToBeEmptyAsync();
        await Expect(visitor.Part("total")).ToHaveTextAsync("9");
        await visitor.Part("filter").PressSequentiallyAsync(" and seed > 0");
        await Expect(visitor.Page).ToHaveURLAsync(Seeded());
        await Expect(visitor.Part("filter")).ToHaveValueAsync("dataset = 'cifar10' and model = 'resnet' and seed > 0");
    }

    /// <summary>Adds two columns, drags one to another place, widens one, and sorts by it.</summary>
    private static async Task ArrangeAsync(Visitor visitor)
    {
        await visitor.Part("columns").ClickAsync();
        await visitor.Part("search-columns").FillAsync("learning");
        await visitor.Part("show-params.learningRate").ClickAsync();
        await visitor.Part("search-columns").FillAsync("top1");
        await visitor.Part($"show-{Best}").ClickAsync();
        await visitor.Part("hide-progress").ClickAsync();
        await Expect(visitor.Part("columns-panel")).ToBeFocusedAsync();
        await Expect(visitor.Page.Locator("[data-head]")).ToHaveCountAsync(7);
        await LookAsync(visitor, "runs-columns");
        await DragAsync(visitor, visitor.Page.Locator($"[data-key='{Best}'] [data-grip]"), visitor.Page.Locator("[data-key='status']"));
        await Expect(visitor.Page.Locator("[data-head]").Nth(1)).ToHaveAttributeAsync("data-head", Best);
        await visitor.Page.Keyboard.PressAsync("Escape");

        var head = visitor.Page.Locator($"[data-head='{Best}']");
        var before = (await head.BoundingBoxAsync())!.Width;
        await DragByAsync(visitor, head.Locator("[data-resize]"), 60);
        await Eventually.TrueAsync(async () => Math.Abs((await head.BoundingBoxAsync())!.Width - before - 60) < 2);

        await visitor.Part($"sort-{Best}").ClickAsync();
        await Expect(head).ToHaveAttributeAsync("aria-sort", "descending");
        await Expect(visitor.Part("run-row").First).ToContainTextAsync("resnet · fp32 · seed 3");
        await visitor.ReloadAsync();
        await Expect(head).ToHaveAttributeAsync("aria-sort", "descending");
        await Eventually.TrueAsync(async () => Math.Abs((await head.BoundingBoxAsync())!.Width - before - 60) < 2);
        await Expect(visitor.Part("run-row")).ToHaveCountAsync(9);
    }

    private static async Task GroupAsync(Visitor visitor)
    {
        await visitor.Part("filter").FillAsync("dataset = 'cifar10'");
        await visitor.Part("group").ClickAsync();
        await visitor.Part("group-0").SelectOptionAsync("format");
        await Expect(visitor.Part("group-count")).ToHaveTextAsync("in 3 groups");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(visitor.Part("group-row").First).ToContainTextAsync("fp32");
        await Expect(visitor.Part("group-row").First).ToContainTextAsync("±");
        await LookAsync(visitor, "runs-grouped");
    }

    private static async Task<string> SaveAsync(Visitor visitor)
    {
        await visitor.Part("view").ClickAsync();
        await visitor.Part("save-view-as").ClickAsync();
        await visitor.Part("name-view").ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "needs a name" })).ToBeVisibleAsync();
        await visitor.Part("view-name").FillAsync("Formats by mean");
        await visitor.Part("name-view").ClickAsync();
        await Expect(visitor.Page).ToHaveURLAsync(ViewAddress());
        return new Uri(visitor.Page.Url).PathAndQuery;
    }

    /// <summary>Ticks a range, archives it, has it back, and deletes and has back another run.</summary>
    private static async Task TidyAsync(Visitor visitor)
    {
        var ticks = visitor.Part("run-row").Locator("input[type=checkbox]");
        await ticks.Nth(1).ClickAsync();
        await ticks.Nth(4).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Expect(visitor.Part("selected-count")).ToHaveTextAsync("4 selected");
        await visitor.ReloadAsync();
        await Expect(visitor.Part("selected-count")).ToHaveTextAsync("4 selected");
        await Expect(visitor.Part("run-row")).ToHaveCountAsync(6);
        await LookAsync(visitor, "runs-selected-dark");
        await visitor.Part("archive-selected").ClickAsync();
        await Expect(visitor.Part("total")).ToHaveTextAsync("14");
        await LookAsync(visitor, "runs-undo-dark");
        await visitor.Part("undo").ClickAsync();
        await Expect(visitor.Part("total")).ToHaveTextAsync("18");

        await visitor.Part("select-all").ClickAsync();
        await Expect(visitor.Part("selected-count")).ToHaveTextAsync("18 selected");
        await visitor.Part("cancel-selected").ClickAsync();
        await visitor.Part("confirm-cancel").ClickAsync();
        await Expect(visitor.Page.GetByText("18 had already finished")).ToBeVisibleAsync();
        await ticks.First.ClickAsync();
        await visitor.Part("delete-selected").ClickAsync();
        await Expect(visitor.Part("total")).ToHaveTextAsync("17");
        await visitor.Part("undo").ClickAsync();
        await Expect(visitor.Part("total")).ToHaveTextAsync("18");

        // A link within the page shows the rows that it leads to, and the way back those of before.
        await Expect(visitor.Part("run-row").Or(visitor.Part("group-row")).First).ToBeVisibleAsync();
        await visitor.Part("view").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Archive" }).ClickAsync();
        await Expect(visitor.Part("total")).ToHaveTextAsync("0");
        await Expect(visitor.Part("run-row")).ToHaveCountAsync(0);
        await visitor.Page.GoBackAsync();
        await Expect(visitor.Part("total")).ToHaveTextAsync("18");
        await Expect(visitor.Part("group-row")).ToHaveCountAsync(3);
    }

    /// <summary>Takes a picture of what is open, which axe-core finds nothing serious in.</summary>
    private static async Task LookAsync(Visitor visitor, string name)
    {
        await visitor.PictureAsync(name);
        (await visitor.ViolationsAsync()).ShouldBeEmpty(name);
    }

    private static async Task DragAsync(Visitor visitor, ILocator from, ILocator to)
    {
        var (start, end) = ((await from.BoundingBoxAsync())!, (await to.BoundingBoxAsync())!);
        var mouse = visitor.Page.Mouse;
        await mouse.MoveAsync(start.X + (start.Width / 2), start.Y + (start.Height / 2));
        await mouse.DownAsync();
        await mouse.MoveAsync(end.X + 20, end.Y + 4, new() { Steps = 8 });
        await mouse.UpAsync();
    }

    private static async Task DragByAsync(Visitor visitor, ILocator handle, float by)
    {
        var box = (await handle.BoundingBoxAsync())!;
        var mouse = visitor.Page.Mouse;
        await mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await mouse.DownAsync();
        await mouse.MoveAsync(box.X + (box.Width / 2) + by, box.Y + (box.Height / 2), new() { Steps = 6 });
        await mouse.UpAsync();
    }

    [GeneratedRegex("seed.*0$")]
    private static partial Regex Seeded();

    [GeneratedRegex(@"params\.learningRate~\d+")]
    private static partial Regex Widened();

    [GeneratedRegex(@"/\?view=formats-by-mean(-\d+)?$")]
    private static partial Regex ViewAddress();
}
