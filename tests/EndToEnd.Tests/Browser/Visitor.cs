using System.Globalization;
using Deque.AxeCore.Playwright;
using Mantissa.Testing;
using Microsoft.Playwright;

namespace Mantissa.EndToEnd.Tests.Browser;

/// <summary>Somebody in front of a page. Whatever the page complains about in its console fails the test at the end.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    public Visitor(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !LosesItsServer && !(LooksForWhatIsGone && message.Text.Contains("404 (Not Found)", StringComparison.Ordinal)))
                complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Opens pages that are not there; the browser's own complaint about that is as it should be.</summary>
    public bool LooksForWhatIsGone { get; set; }

    /// <summary>Has a page open while the server is away; the browser may say so as often as it likes.</summary>
    public bool LosesItsServer { get; set; }

    public ILocator Part(string id) => Page.GetByTestId(id);

    /// <summary>Opens a page and waits until it reacts to clicks.</summary>
    public async Task OpenAsync(string path)
    {
        await Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await InteractiveAsync();
    }

    /// <summary>Loads the page again and waits until it reacts to clicks.</summary>
    public async Task ReloadAsync()
    {
        await Page.ReloadAsync(new() { WaitUntil = WaitUntilState.NetworkIdle });
        await InteractiveAsync();
    }

    /// <summary>Waits until the page reacts to clicks.</summary>
    public Task InteractiveAsync() => Page.Locator("[data-interactive]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    /// <summary>What axe-core calls serious on the page, or worse, and where.</summary>
    public async Task<IReadOnlyList<string>> ViolationsAsync() =>
    [
        .. (await Page.RunAxe()).Violations.Where(violation => violation.Impact is "serious" or "critical").Select(violation =>
            $"{violation.Id} ({violation.Help}) at {string.Join(" | ", violation.Nodes.Take(4).Select(node => node.Html))}"),
    ];

    public async Task FillAsync(string field, string value)
    {
        var input = Part(field);
        if (!await input.IsVisibleAsync())
            await Page.Locator("details", new() { Has = Part(field) }).Locator("summary").ClickAsync();
        await input.FillAsync(value);
        await input.PressAsync("Tab");
    }

    /// <summary>Points that the charts of the page show, all lines together.</summary>
    public async Task<int> PointsAsync()
    {
        var charts = await Part("chart").EvaluateAllAsync<string[]>("charts => charts.map(chart => chart.dataset.points)");
        return charts.Sum(points => int.Parse(points, CultureInfo.InvariantCulture));
    }

    /// <summary>Keeps what the whole page looks like, for a person to look at.</summary>
    public async Task PictureAsync(string name)
    {
        // What sticks to the window would be drawn where the page is scrolled to.
        await Page.EvaluateAsync("window.scrollTo(0, 0)");
        await Page.ScreenshotAsync(new() { Path = Path.Combine(Checkout.Root, "artifacts", "screenshots", $"{name}.png"), FullPage = true });
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        complaints.ShouldBeEmpty();
    }
}
