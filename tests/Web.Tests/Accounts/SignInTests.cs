using System.Net;
using Mantissa.Web.Accounts;
using Mantissa.Web.Security;
using Mantissa.Web.Tests.Sites;
using Microsoft.Extensions.DependencyInjection;

namespace Mantissa.Web.Tests.Accounts;

/// <summary>The forms, as browsers send them, and what becomes of a session.</summary>
[Collection(SiteCollection.Name)]
public sealed class SignInTests(Site site)
{
    private const string Other = "another horse, another battery";

    private SessionStore Sessions => site.Services.GetRequiredService<SessionStore>();

    [Fact]
    public async Task Somebody_signs_in_where_they_wanted_to_go_and_out_again()
    {
        var account = await site.AccountAsync(AccountRole.Viewer);
        using var browser = site.NewBrowser(follow: false);

        var sent = await browser.GetAsync("/workers?x=1");
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var form = sent.Headers.Location!.ToString();
        form.ShouldBe("/sign-in?return=%2Fworkers%3Fx%3D1");

        var entered = await browser.SubmitAsync(form, ("name", account.UserName!.ToUpperInvariant()), ("password", People.Password));
        entered.Headers.Location!.ToString().ShouldEndWith("/workers?x=1");
        var cookie = entered.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("mantissa-session=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        (await browser.GetAsync("/workers")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync("/new")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var left = await browser.PostAsync("/sign-out", null);
        left.Headers.Location!.ToString().ShouldBe("/sign-in");
        (await browser.GetAsync("/workers")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Sessions.ListAsync(account.Id, default)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/runs?filter=x", "/runs?filter=x")]
    [InlineData("/sign-in?return=%2F", "/")]
    [InlineData(null, "/")]
    public void Nobody_is_sent_to_another_site(string? asked, string to) => LocalAddress.Of(asked).ShouldBe(to);

    [Fact]
    public async Task A_wrong_password_and_a_wrong_name_are_told_alike_and_five_of_them_lock()
    {
        var account = await site.AccountAsync(AccountRole.Viewer);
        using var browser = site.NewBrowser(follow: false);

        (await (await browser.SignInAsync("nobody-of-this-name", Other)).ProblemAsync()).ShouldBe(SignIns.WrongWords);
        for (var attempt = 1; attempt < 5; attempt++)
            (await (await browser.SignInAsync(account.UserName!, Other)).ProblemAsync()).ShouldBe(SignIns.WrongWords);
        (await (await browser.SignInAsync(account.UserName!, Other)).ProblemAsync()).ShouldContain("quarter of an hour");
        (await (await browser.SignInAsync(account.UserName!, People.Password)).ProblemAsync()).ShouldContain("quarter of an hour");

        await site.Database.ExecuteAsync("update accounts.account set lockout_end = now() - interval '1 second' where id = $1", account.Id);
        (await browser.SignInAsync(account.UserName!, People.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await site.Database.ReadAsync<long>("select count(*) from accounts.audit_entry where actor = $1 and action = 'Was not let in'", account.UserName!)).ShouldBe(6);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var browser = site.NewBrowser(follow: false);
        using var content = new FormUrlEncodedContent([new("_handler", "sign-in"), new("name", "admin"), new("password", "x")]);

        (await browser.PostAsync("/sign-in", content)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Who_owes_a_password_does_nothing_before_they_have_chosen_one()
    {
        var account = await site.AccountAsync(AccountRole.Admin, mustChangePassword: true);
        using var browser = await site.SignedInAsync(account);

        (await browser.GetAsync("/settings/users")).Headers.Location!.ToString().ShouldStartWith("/account/password?return=");
        (await (await browser.GetAsync("/api/v1/runs")).ShouldBeProblemAsync(HttpStatusCode.Forbidden))["detail"]!.GetValue<string>().ShouldContain("has to be changed first");
        (await (await browser.SubmitAsync("/account/password", ("old", "wrong"), ("password", Other), ("again", Other))).ProblemAsync()).ShouldContain("old password is wrong");
        (await (await browser.SubmitAsync("/account/password", ("old", People.Password), ("password", "short"), ("again", "short"))).ProblemAsync()).ShouldContain("12");
        (await (await browser.SubmitAsync("/account/password", ("old", People.Password), ("password", Other), ("again", People.Password))).ProblemAsync()).ShouldContain("differ");
        (await (await browser.SubmitAsync("/account/password", ("old", People.Password), ("password", People.Password), ("again", People.Password))).ProblemAsync()).ShouldContain("is the old one");

        (await browser.SubmitAsync("/account/password", ("old", People.Password), ("password", Other), ("again", Other))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.GetAsync("/settings/users")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var again = await site.SignedInAsync(account, Other);
        (await again.GetAsync("/settings/users")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_new_password_signs_out_everywhere_else()
    {
        var account = await site.AccountAsync(AccountRole.Viewer);
        using var here = await site.SignedInAsync(account);
        using var there = await site.SignedInAsync(account);
        (await there.GetAsync("/workers")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await here.SubmitAsync("/account/password", ("old", People.Password), ("password", Other), ("again", Other));

        (await here.GetAsync("/workers")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await there.GetAsync("/workers")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Who_is_disabled_or_given_another_role_is_out_at_once()
    {
        var accounts = site.Services.GetRequiredService<AccountStore>();
        var account = await site.AccountAsync(AccountRole.Member);
        using var browser = await site.SignedInAsync(account);
        using var program = site.WithKey(await site.KeyAsync(account, Permission.Submit | Permission.Read));
        (await program.GetAsync("/api/v1/runs")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync("/new")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await accounts.SetRoleAsync(account.Id, AccountRole.Viewer, default);
        (await browser.GetAsync("/new")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await browser.SignInAsync(account.UserName!, People.Password);
        (await browser.GetAsync("/new")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        await accounts.SetDisabledAsync(account.Id, disabled: true, default);
        (await browser.GetAsync("/workers")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await (await browser.SignInAsync(account.UserName!, People.Password)).ProblemAsync()).ShouldContain("disabled");
        await Eventually.TrueAsync(async () => (await program.GetAsync("/api/v1/runs")).StatusCode == HttpStatusCode.Unauthorized, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task An_open_page_looks_again_whether_its_session_counts()
    {
        var account = await site.AccountAsync(AccountRole.Viewer);
        var session = await Sessions.CreateAsync(account.Id, passwordDue: false, "127.0.0.1", "test", default);
        (await Sessions.FindAsync(session.Id, default)).ShouldNotBeNull();

        await Sessions.EndAllAsync(account.Id, except: null, default);

        (await Sessions.FindAsync(session.Id, default)).ShouldBeNull();
        CircuitSignIn.Interval.ShouldBeLessThan(TimeSpan.FromMinutes(1) - SessionStore.Remembered);
    }

    [Fact]
    public async Task A_session_that_has_run_out_lets_nobody_in()
    {
        var account = await site.AccountAsync(AccountRole.Viewer);
        using var browser = await site.SignedInAsync(account);
        await site.Database.ExecuteAsync("update accounts.session set expires_at = now() - interval '1 second' where account_id = $1", account.Id);

        (await browser.GetAsync("/workers")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task What_is_done_over_the_api_is_in_the_audit_log_with_who_did_it()
    {
        var account = await site.AccountAsync(AccountRole.Member);
        var key = await site.KeyAsync(account, Permission.Submit);
        using var client = site.WithKey(key);
        var made = await client.PostAsync("/api/v1/runs", new StringContent("""{"model":"resnet","dataset":"shapes"}""", null, "application/json"));
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await client.PostAsync("/api/v1/runs", new StringContent("{}", null, "application/json"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var entry = (await site.Services.GetRequiredService<AuditLog>().PageAsync(null, 1000, default)).Where(entry => entry.Actor.StartsWith(account.UserName!, StringComparison.Ordinal)).ShouldHaveSingleItem();
        (entry.Actor, entry.Address, entry.Action).ShouldBe(($"{account.UserName} (key {key[4..12]})", "127.0.0.1", "Submit a run"));
        entry.Subject.ShouldEndWith(made.Headers.Location!.ToString());
    }
}
