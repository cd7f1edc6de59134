using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Mantissa.EndToEnd.Tests.Browser;

/// <summary>
/// Every page with real runs on it, in both themes, on a desk and on a phone: nothing that axe-core calls serious, nothing that has to be
/// scrolled sideways, and a picture of each for a person to look at.
/// </summary>
public sealed class EveryPageTests(PlatformUnderTest platform) : IClassFixture<PlatformUnderTest>
{
    /// <summary>Pages that work without a circuit.</summary>
    private static readonly string[] Forms = ["sign-in", "password"];

    [Fact]
    public async Task Is_accessible_and_fits()
    {
        await using var visitor = await platform.VisitAsync();
        var (classifier, generator) = await SmallComparisons.TrainAsync(visitor);
        var run = (await SmallComparisons.RunsAsync(visitor))[^1].Id;
        var dashboard = await CreateDashboardAsync(visitor);
        var found = new List<(string View, string What)>();
        await using var stranger = await platform.VisitAsync(signedIn: false);
        foreach (var (name, path) in new (string, string)[]
                 {
                     ("runs", "/"), ("new", "/new"), ("run", $"/runs/{run}"), ("comparisons", "/comparisons"), ("compare", classifier),
                     ("compare-samples", generator), ("dashboards", "/dashboards"), ("dashboard", dashboard), ("report", $"{dashboard}/report"),
                     ("workers", "/workers"), ("datasets", "/datasets"), ("formats", "/formats"), ("calculator", "/formats/flex16+5"),
                     ("settings", "/settings"), ("users", "/settings/users"), ("audit", "/settings/audit"), ("password", "/account/password"), ("design", "/design"), ("not-found", "/no/such/page"), ("sign-in", "/sign-in"),
                 })
        {
            var who = name == "sign-in" ? stranger : visitor;
            who.LooksForWhatIsGone = name == "not-found";
            if (Forms.Contains(name))
                await who.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
            else
                await who.OpenAsync(path);
            await Expect(who.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
            foreach (var width in (int[])[1280, 390])
            {
                await who.Page.SetViewportSizeAsync(width, 900);
                foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
                {
                    await who.Page.EmulateMediaAsync(new() { ColorScheme = theme });
                    var view = string.Create(CultureInfo.InvariantCulture, $"{name}-{(theme == ColorScheme.Dark ? "dark" : "light")}-{width}");
                    found.AddRange(await LookAsync(who, view));
                }
            }
        }

        found.GroupBy(each => each.What, each => each.View).Select(group => $"{group.Key} on {string.Join(", ", group)}").ShouldBeEmpty();
    }

    /// <summary>Takes the picture and says what is wrong with the view.</summary>
    private static async Task<IEnumerable<(string View, string What)>> LookAsync(Visitor visitor, string view)
    {
        await visitor.PictureAsync(Path.Combine("pages", view));
        var fits = await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth");
        return
        [
            .. fits ? ((string, string)[])[] : [(view, "is wider than the window")],
            .. (await visitor.ViolationsAsync()).Select(violation => (view, violation)),
        ];
    }

    private static async Task<string> CreateDashboardAsync(Visitor visitor)
    {
        await visitor.OpenAsync("/dashboards");
        // By key: the list above the cards may grow while a button of the mouse is held down, and then nobody has clicked.
        await visitor.Part("ready-format-parity").PressAsync("Enter");
        await visitor.Page.WaitForURLAsync(url => Guid.TryParse(url[(url.LastIndexOf('/') + 1)..], out _));
        return new Uri(visitor.Page.Url).AbsolutePath;
    }
}
