using System.Net;
using Mantissa.Web.Accounts;
using Mantissa.Web.Tests.Sites;
using Microsoft.Extensions.DependencyInjection;

namespace Mantissa.Web.Tests.Accounts;

[Collection(SiteCollection.Name)]
public sealed class OneTimeLinkTests(Site site)
{
    private OneTimeLinkStore Links => site.Services.GetRequiredService<OneTimeLinkStore>();

    [Fact]
    public async Task Of_many_who_follow_a_link_at_once_one_is_let_in()
    {
        var account = await site.AccountAsync(AccountRole.Viewer);
        var token = await Links.CreateAsync(LinkPurpose.SignIn, account.Id, null, OneTimeLinkStore.SignInLife, "a test", default);
        var browsers = Enumerable.Range(0, 8).Select(_ => site.NewBrowser(follow: false)).ToList();

        var answers = await Task.WhenAll(browsers.Select(browser => browser.GetAsync($"/sign-in/link?token={token}&to=/workers")));

        answers.Select(answer => answer.Headers.Location!.ToString()).Order().ShouldBe([.. Enumerable.Repeat("/sign-in?link=used", 7), "/workers"]);
        answers.ShouldAllBe(answer => answer.Headers.GetValues("Referrer-Policy").Single() == "strict-origin" && answer.Headers.CacheControl!.NoStore);
        (await site.Services.GetRequiredService<SessionStore>().ListAsync(account.Id, default)).Count.ShouldBe(1);
        browsers.ForEach(browser => browser.Dispose());
    }

    [Fact]
    public async Task A_browser_that_looks_ahead_does_not_use_it_up()
    {
        var token = await Links.CreateAsync(LinkPurpose.SignIn, (await site.AccountAsync(AccountRole.Viewer)).Id, null, OneTimeLinkStore.SignInLife, "a test", default);
        using var browser = site.NewBrowser(follow: false);
        using var ahead = new HttpRequestMessage(HttpMethod.Get, $"/sign-in/link?token={token}") { Headers = { { "Sec-Purpose", "prefetch" } } };

        (await browser.SendAsync(ahead)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await browser.GetAsync($"/sign-in/link?token={token}")).Headers.Location!.ToString().ShouldBe("/");
    }

    [Fact]
    public async Task One_that_has_expired_or_is_for_something_else_lets_nobody_in()
    {
        var account = await site.AccountAsync(AccountRole.Viewer);
        using var browser = site.NewBrowser(follow: false);
        var expired = await Links.CreateAsync(LinkPurpose.SignIn, account.Id, null, TimeSpan.FromMilliseconds(1), "a test", default);
        var other = await Links.CreateAsync(LinkPurpose.Password, account.Id, null, TimeSpan.FromDays(1), "a test", default);
        await Task.Delay(20);

        foreach (var token in (string[])[expired, other, "", "nonsense"])
            (await browser.GetAsync($"/sign-in/link?token={token}")).Headers.Location!.ToString().ShouldBe("/sign-in?link=used");
    }

    [Fact]
    public async Task An_invitation_makes_one_account_of_its_role()
    {
        var token = await Links.CreateAsync(LinkPurpose.Invitation, null, AccountRole.Member, OneTimeLinkStore.InvitationLife, "a test", default);
        var taken = (await site.AccountAsync(AccountRole.Viewer)).UserName!;
        var name = $"guest-{Guid.NewGuid():N}";
        using var browser = site.NewBrowser(follow: false);
        Task<HttpResponseMessage> JoinAsync(string who) => browser.SubmitAsync($"/invitation?token={token}", ("name", who), ("password", People.Password), ("again", People.Password));

        // What goes wrong does not use it up.
        (await (await JoinAsync(taken)).ProblemAsync()).ShouldContain("taken");
        (await JoinAsync(name)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await browser.GetAsync("/new")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetStringAsync($"/invitation?token={token}")).ShouldContain("does not work any more");
        using var later = await site.SignedInAsync(new() { UserName = name });
    }

    [Fact]
    public async Task An_invitation_that_has_expired_makes_none()
    {
        var token = await Links.CreateAsync(LinkPurpose.Invitation, null, AccountRole.Admin, TimeSpan.FromMilliseconds(1), "a test", default);
        await Task.Delay(20);

        (await site.Client.GetStringAsync($"/invitation?token={token}")).ShouldContain("does not work any more");
    }

    [Fact]
    public async Task A_link_for_a_password_ends_the_old_one_and_every_session()
    {
        var account = await site.AccountAsync(AccountRole.Viewer);
        using var before = await site.SignedInAsync(account);
        var token = await Links.CreateAsync(LinkPurpose.Password, account.Id, null, TimeSpan.FromDays(1), "a test", default);
        using var browser = site.NewBrowser(follow: false);

        (await browser.SubmitAsync($"/password?token={token}", ("password", "a new horse and battery"), ("again", "a new horse and battery"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await browser.GetAsync("/workers")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await before.GetAsync("/workers")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await (await before.SignInAsync(account.UserName!, People.Password)).ProblemAsync()).ShouldBe(SignIns.WrongWords);
    }
}
