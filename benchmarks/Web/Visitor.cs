using Mantissa.Benchmarks.Database;
using Mantissa.Testing;
using Microsoft.Playwright;

namespace Mantissa.Benchmarks.Web;

/// <summary>Somebody with a browser of their own. Times are those that the page's clock shows.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext context;

    private Visitor(IBrowserContext context, IPage page) => (this.context, Page) = (context, page);

    public IPage Page { get; }

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Program, Args = Chromium.Arguments });

    /// <summary>Signed in, with an empty cache.</summary>
    public static async Task<Visitor> NewAsync(IBrowser browser, SiteProcess site)
    {
        var context = await browser.NewContextAsync(new() { BaseURL = site.Url, ViewportSize = new() { Width = 1280, Height = 900 } });
        await context.APIRequest.GetAsync((await site.Client.SignInLinkAsync()).AbsoluteUri);
        return new(context, await context.NewPageAsync());
    }

    /// <summary>Opens a page.</summary>
    /// <param name="address">Its path.</param>
    /// <param name="arrived">A condition in JavaScript that holds when the page is as wanted.</param>
    /// <returns>Milliseconds from the start of the navigation until then.</returns>
    public async Task<double> OpenAsync(string address, string arrived)
    {
        await Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Commit });
        return await UntilAsync(arrived);
    }

    /// <summary>The page's clock when a condition holds, looked at in every frame.</summary>
    public async Task<double> UntilAsync(string condition) =>
        await (await Page.WaitForFunctionAsync($"() => ({condition}) && performance.now()")).JsonValueAsync<double>();

    /// <summary>Milliseconds from doing something on the page until a condition holds.</summary>
    /// <param name="action">Statements in JavaScript.</param>
    /// <param name="condition">A condition in JavaScript.</param>
    public async Task<double> AnswerAsync(string action, string condition) => await Page.EvaluateAsync<double>(
        $$"""
        async () => {
          const started = performance.now();
          {{action}}
          while (!({{condition}})) await new Promise(requestAnimationFrame);
          return performance.now() - started;
        }
        """);

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
