using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Mantissa.Web.Accounts;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Mantissa.Web.Tests.Sites;

/// <summary>Accounts, what lets them in, and the forms as a browser fills them in.</summary>
internal static class People
{
    public const string Password = "a horse and a battery";

    /// <summary>An account that nobody else uses, with <see cref="Password"/>.</summary>
    public static async Task<Account> AccountAsync(this Site site, AccountRole role, bool mustChangePassword = false)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var account = new Account
        {
            Id = Guid.CreateVersion7(), UserName = $"{role}-{Guid.NewGuid():N}", Role = role, MustChangePassword = mustChangePassword, CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        (await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().CreateAsync(account, Password)).Succeeded.ShouldBeTrue();
        return account;
    }

    /// <summary>A browser in which an account has signed in.</summary>
    public static async Task<HttpClient> SignedInAsync(this Site site, Account account, string password = Password)
    {
        var browser = site.NewBrowser(follow: false);
        (await browser.SignInAsync(account.UserName!, password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return browser;
    }

    public static Task<HttpResponseMessage> SignInAsync(this HttpClient browser, string name, string password) =>
        browser.SubmitAsync("/sign-in", ("name", name), ("password", password));

    /// <summary>Opens a page with a form and sends it, filled in.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(this HttpClient browser, string page, params (string Name, string Value)[] fields)
    {
        var document = new HtmlParser().ParseDocument(await browser.GetStringAsync(page));
        var form = document.QuerySelector("form[method=post]").ShouldNotBeNull(document.Body!.TextContent);
        var hidden = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Select(input => (Name: input.Name!, input.Value));
        using var content = new FormUrlEncodedContent(hidden.Concat(fields).Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await browser.PostAsync(page, content);
    }

    /// <summary>What a form says that is wrong.</summary>
    public static async Task<string> ProblemAsync(this HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()).QuerySelector("[data-testid=problem]")!.TextContent.Trim();
    }

    /// <summary>The text of a new key.</summary>
    public static async Task<string> KeyAsync(this Site site, Account account, Permission scopes, TimeSpan? life = null) =>
        (await site.Services.GetRequiredService<ApiKeyStore>().CreateAsync(account.Id, may: scopes, "test", scopes, life ?? TimeSpan.FromDays(1), default)).Text.ToString();

    /// <summary>A program with a key.</summary>
    public static HttpClient WithKey(this Site site, string key)
    {
        var client = site.NewBrowser(follow: false);
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }
}
