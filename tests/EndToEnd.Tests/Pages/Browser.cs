using Microsoft.Playwright;

namespace Mantissa.EndToEnd.Tests.Pages;

/// <summary>The installed Chromium, without a window; errors on a page's console are kept.</summary>
internal sealed class Browser : IAsyncDisposable
{
    /// <summary>Name of the program; tests that need it are skipped where it is missing.</summary>
    public const string Program = "chromium";

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public List<string> Errors { get; } = [];

    public static async Task<Browser> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        // The sandbox needs rights that containers do not give; the pages are our own.
        return new(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = $"/usr/bin/{Program}", Args = ["--no-sandbox"] }));
    }

    public async Task<IPage> OpenAsync(string address, ColorScheme theme)
    {
        var page = await _browser.NewPageAsync(new() { ColorScheme = theme, ViewportSize = new() { Width = 1280, Height = 900 } });
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                Errors.Add(message.Text);
        };
        page.PageError += (_, error) => Errors.Add(error);
        await page.GotoAsync(address);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
