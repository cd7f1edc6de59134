using System.Net;
using Mantissa.Web.Accounts;
using Mantissa.Web.Tests.Sites;
using Microsoft.Extensions.DependencyInjection;

namespace Mantissa.Web.Tests.Security;

/// <summary>Whose word about the other end of a connection is taken: a configured proxy's, and nobody else's.</summary>
public sealed class ProxyTests
{
    private const string Client = "203.0.113.7";
    private const int Rate = 3;

    [Fact]
    public async Task A_configured_proxy_is_believed_for_whom_it_speaks()
    {
        await using var site = await SiteAsync(proxies: "192.0.2.1, 127.0.0.0/8");

        using (var entered = await EnterAsync(site, Client))
        {
            var cookie = entered.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("__Host-mantissa-session=", StringComparison.Ordinal));
            foreach (var attribute in (string[])["secure", "httponly", "samesite=lax", "path=/"])
                cookie.Split("; ").ShouldContain(attribute);
            cookie.ShouldNotContain("domain=");
            Hsts(entered).ShouldBe("max-age=31536000; includeSubDomains");
        }

        (await AddressAsync(site)).ShouldBe(Client);

        // What a client claims stands before what its proxy has seen, and is not looked at.
        (await EnterAsync(site, $"198.51.100.1, {Client}")).Dispose();
        (await AddressAsync(site)).ShouldBe(Client);

        // Each address has its own attempts.
        for (var attempt = 1; attempt <= Rate; attempt++)
            (await SignInAsync(site, Client)).ShouldBe((HttpStatusCode.BadRequest, null));
        var (refused, wait) = await SignInAsync(site, Client);
        refused.ShouldBe(HttpStatusCode.TooManyRequests);
        wait.ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        (await SignInAsync(site, "203.0.113.8")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData(null)]
    public async Task Nobody_else_is(string? proxies)
    {
        await using var site = await SiteAsync(proxies);

        using (var entered = await EnterAsync(site, Client))
            Hsts(entered).ShouldBeNull();
        (await AddressAsync(site)).ShouldBe("127.0.0.1");

        // Another name with each attempt gives no more of them.
        for (var attempt = 1; attempt <= Rate; attempt++)
            (await SignInAsync(site, $"203.0.113.{attempt}")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await SignInAsync(site, Client)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_form_that_goes_around_the_proxy_is_told_so()
    {
        await using var site = await SiteAsync(proxies: "192.0.2.1");
        using var browser = site.NewBrowser(follow: false);

        var answer = await browser.PostAsync("/sign-in", new FormUrlEncodedContent([new("_handler", "sign-in"), new("name", "admin"), new("password", "x")]));

        (await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest))["detail"]!.GetValue<string>().ShouldContain("over HTTPS only");
    }

    [Fact]
    public async Task Over_plain_http_nothing_is_promised_for_the_next_year()
    {
        await using var site = await SiteAsync(proxies: "127.0.0.1");
        using var browser = site.NewBrowser(follow: false);

        Hsts(await browser.GetAsync("/version")).ShouldBeNull();
        using var secure = Forwarded(HttpMethod.Get, "/version", Client);
        Hsts(await browser.SendAsync(secure)).ShouldNotBeNull();
    }

    private static async Task<Site> SiteAsync(string? proxies)
    {
        var site = new Site { Settings = { ["MANTISSA_SIGN_IN_RATE"] = $"{Rate}", ["MANTISSA_TRUSTED_PROXIES"] = proxies ?? "" } };
        await site.InitializeAsync();
        return site;
    }

    /// <summary>Signs in by a link.</summary>
    private static async Task<HttpResponseMessage> EnterAsync(Site site, string forwardedFor)
    {
        var account = await site.AccountAsync(AccountRole.Viewer);
        var token = await site.Services.GetRequiredService<OneTimeLinkStore>().CreateAsync(LinkPurpose.SignIn, account.Id, null, OneTimeLinkStore.SignInLife, "a test", default);
        using var browser = site.NewBrowser(follow: false);
        using var request = Forwarded(HttpMethod.Get, $"/sign-in/link?token={token}", forwardedFor);
        var answer = await browser.SendAsync(request);
        answer.Headers.Location!.ToString().ShouldBe("/");
        return answer;
    }

    /// <summary>Sends the form without its token, which counts as an attempt and is refused.</summary>
    private static async Task<(HttpStatusCode Status, TimeSpan? Wait)> SignInAsync(Site site, string forwardedFor)
    {
        using var browser = site.NewBrowser(follow: false);
        using var request = Forwarded(HttpMethod.Post, "/sign-in", forwardedFor);
        request.Content = new FormUrlEncodedContent([new("_handler", "sign-in"), new("name", "admin"), new("password", "x")]);
        using var answer = await browser.SendAsync(request);
        return (answer.StatusCode, answer.Headers.RetryAfter?.Delta);
    }

    private static HttpRequestMessage Forwarded(HttpMethod method, string path, string forwardedFor) =>
        new(method, path) { Headers = { { "X-Forwarded-For", forwardedFor }, { "X-Forwarded-Proto", "https" } } };

    /// <summary>From where somebody came in last, as the audit log has it.</summary>
    private static Task<string?> AddressAsync(Site site) =>
        site.Database.ReadAsync<string>("select address from accounts.audit_entry where action = 'Signed in with a link' order by id desc limit 1");

    private static string? Hsts(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Strict-Transport-Security", out var values) ? values.Single() : null;
}
