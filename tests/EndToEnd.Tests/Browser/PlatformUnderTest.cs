using System.Globalization;
using Mantissa.EndToEnd.Tests.Command;
using Mantissa.Testing;
using Microsoft.Playwright;

namespace Mantissa.EndToEnd.Tests.Browser;

/// <summary>A platform of its own, as <c>mantissa up</c> starts it, and a Chromium in front of it; shared by the tests of a class.</summary>
public sealed class PlatformUnderTest : IAsyncLifetime
{
    private CommandProcess? up;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public string Url { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var port = CommandProcess.FreePort();
        Url = $"http://127.0.0.1:{port}";
        up = CommandProcess.Start("up", over: null, "--port", port.ToString(CultureInfo.InvariantCulture));
        await up.WaitForAsync("Ready after");
        // Five seconds, the library's own, are little for a page whose machine also trains.
        Assertions.SetDefaultExpectTimeout(30_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.Program, Args = Chromium.Arguments,
        });
    }

    /// <summary>A program that may do everything.</summary>
    internal HttpClient Operator() => OperatorAccess.ClientOf(Url, up!.Data.Path);

    /// <summary>A window of its own, signed in as the administrator, with nothing that another test left.</summary>
    internal async Task<Visitor> VisitAsync(ColorScheme theme = ColorScheme.Light, int width = 1280, bool signedIn = true)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = Url, ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(60_000);
        if (signedIn)
        {
            using var client = Operator();
            await context.APIRequest.GetAsync((await client.SignInLinkAsync()).AbsoluteUri);
        }

        return new(context, await context.NewPageAsync());
    }

    /// <summary>Ends the site's process without a word; whoever supervises it starts it again.</summary>
    internal void KillSite() => CommandProcess.Kill(up!.Children().Single(child => child.Name == "Mantissa.Web").Id, CommandProcess.KillSignal);

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        if (up is not null)
            await up.DisposeAsync();
    }
}
