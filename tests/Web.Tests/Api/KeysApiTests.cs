using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Mantissa.Web.Accounts;
using Mantissa.Web.Security;
using Mantissa.Web.Tests.Sites;
using Microsoft.Extensions.DependencyInjection;

namespace Mantissa.Web.Tests.Api;

/// <summary>One's own keys, made and revoked by programs and by who is signed in.</summary>
[Collection(SiteCollection.Name)]
public sealed class KeysApiTests(Site site)
{
    private const string Route = "/api/v1/keys";

    private ApiKeyStore Keys => site.Services.GetRequiredService<ApiKeyStore>();

    [Fact]
    public async Task A_key_is_in_the_answer_that_made_it_and_nowhere_else()
    {
        var account = await site.AccountAsync(AccountRole.Member);
        using var browser = await site.SignedInAsync(account);

        var answer = await browser.PostAsJsonAsync(Route, new { name = " nightly sweep ", scopes = (string[])["submit", "read"], days = 7 });

        var made = await answer.ShouldBeAsync(HttpStatusCode.Created);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.Location!.ToString().ShouldBe($"{Route}/{made["id"]}");
        var text = made["key"]!.GetValue<string>();
        using (var program = site.WithKey(text))
            (await program.GetAsync("/api/v1/runs")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var listed = (await browser.GetFromJsonAsync<JsonArray>(Route))!.ShouldHaveSingleItem()!;
        (listed["name"]!.GetValue<string>(), listed["prefix"]!.GetValue<string>(), listed["scopes"]!.ToJsonString()).ShouldBe(("nightly sweep", text[..12], """["read","submit"]"""));
        (listed["expiresAt"]!.GetValue<DateTimeOffset>() - listed["createdAt"]!.GetValue<DateTimeOffset>()).ShouldBe(TimeSpan.FromDays(7));
        listed["lastUsedAt"].ShouldNotBeNull();
        listed["key"].ShouldBeNull();
        listed.ToJsonString().ShouldNotContain(text[13..]);
        (await site.Database.ReadAsync<long>("select count(*) from accounts.api_key k where strpos(k::text, $1) > 0", text[13..])).ShouldBe(0);
        (await site.Database.ReadAsync<long>(
            "select count(*) from accounts.audit_entry where actor = $1 and action = 'Make a key' and subject like '%' || $2", account.UserName!, made["id"]!.GetValue<string>())).ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_gives_away_more_than_they_may_do()
    {
        var admin = await site.AccountAsync(AccountRole.Admin);
        using var viewer = await site.SignedInAsync(await site.AccountAsync(AccountRole.Viewer));
        using var narrow = site.WithKey(await site.KeyAsync(admin, Permission.Admin));

        (await (await viewer.PostAsJsonAsync(Route, new { name = "x", scopes = (string[])["read", "submit", "admin"] })).ShouldBlameAsync("scopes")).ShouldContain("who may not: submit, admin");
        (await (await narrow.PostAsJsonAsync(Route, new { name = "x", scopes = (string[])["read", "admin"] })).ShouldBlameAsync("scopes")).ShouldContain("who may not: read");
        (await viewer.GetFromJsonAsync<JsonArray>(Route))!.ShouldBeEmpty();
        (await Keys.ListAsync(admin.Id, default)).Count.ShouldBe(1);

        // What it has, it may pass on, and no further.
        var copy = await (await narrow.PostAsJsonAsync(Route, new { name = "x", scopes = (string[])["admin"] })).ShouldBeAsync(HttpStatusCode.Created);
        using var second = site.WithKey(copy["key"]!.GetValue<string>());
        await (await second.GetAsync("/api/v1/runs")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await second.PostAsJsonAsync(Route, new { name = "x", scopes = (string[])["read"] })).ShouldBlameAsync("scopes");
    }

    [Fact]
    public async Task A_key_is_revoked_by_its_owner_alone_and_once()
    {
        var account = await site.AccountAsync(AccountRole.Viewer);
        using var owner = await site.SignedInAsync(account);
        using var stranger = await site.SignedInAsync(await site.AccountAsync(AccountRole.Admin));
        using var program = site.WithKey(await site.KeyAsync(account, Permission.Read));
        var address = $"{Route}/{(await Keys.ListAsync(account.Id, default)).ShouldHaveSingleItem().Id}";

        await (await stranger.DeleteAsync(address)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        (await program.GetAsync("/api/v1/runs")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await owner.DeleteAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await program.GetAsync("/api/v1/runs")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await owner.DeleteAsync(address)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_operator_makes_them_for_the_first_administrator()
    {
        using var operatorClient = OperatorAccess.ClientOf(site.Address.AbsoluteUri, site.DataDirectory);
        var made = await (await operatorClient.PostAsJsonAsync(Route, new { name = "setup", days = 1 })).ShouldBeAsync(HttpStatusCode.Created);

        var first = (await site.Services.GetRequiredService<AccountStore>().FirstAdministratorAsync(default))!;
        (await Keys.ListAsync(first.Id, default)).Select(key => key.Id).ShouldContain(made["id"]!.GetValue<Guid>());
        made["scopes"]!.ToJsonString().ShouldBe("""["read"]""");
        (await operatorClient.DeleteAsync($"{Route}/{made["id"]}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("""{"scopes":["read"]}""", "name", "1 to 80 characters")]
    [InlineData("""{"name":"a\u0000b"}""", "name", "control characters")]
    [InlineData("""{"name":"x","scopes":[]}""", "scopes", "needs a scope")]
    [InlineData("""{"name":"x","scopes":["Read"]}""", "scopes", "no scope 'Read'")]
    [InlineData("""{"name":"x","scopes":[null]}""", "scopes", "no scope ''")]
    [InlineData("""{"name":"x","days":0}""", "days", "1 to 366 days")]
    [InlineData("""{"name":"x","days":-2147483648}""", "days", "1 to 366 days")]
    [InlineData("""{"name":"x","days":367}""", "days", "1 to 366 days")]
    [InlineData("""{"name":"x","days":2147483647}""", "days", "1 to 366 days")]
    [InlineData("""{"name":"x","account":"01900000-0000-7000-8000-000000000000"}""", "account", "no field")]
    public async Task What_cannot_be_a_key_names_its_field(string body, string field, string words) =>
        (await (await site.PostAsync(Route, body)).ShouldBlameAsync(field)).ShouldContain(words);

    [Fact]
    public async Task There_are_not_more_than_somebody_can_look_after()
    {
        var account = await site.AccountAsync(AccountRole.Viewer);
        using var browser = await site.SignedInAsync(account);
        for (var i = 0; i < ApiKeyStore.MostKeys; i++)
            await site.KeyAsync(account, Permission.Read);

        (await (await browser.PostAsJsonAsync(Route, new { name = "one more" })).ShouldBeProblemAsync(HttpStatusCode.Conflict))["detail"]!
            .GetValue<string>().ShouldContain("Revoke one first");
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Another_sites_page_makes_and_revokes_none(string header, string value)
    {
        var account = await site.AccountAsync(AccountRole.Viewer);
        using var browser = await site.SignedInAsync(account);
        await site.KeyAsync(account, Permission.Read);
        var key = (await Keys.ListAsync(account.Id, default)).ShouldHaveSingleItem();
        browser.DefaultRequestHeaders.Add(header, value);

        await (await browser.PostAsJsonAsync(Route, new { name = "theirs" })).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await browser.DeleteAsync($"{Route}/{key.Id}")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        (await Keys.ListAsync(account.Id, default)).ShouldHaveSingleItem().Id.ShouldBe(key.Id);
    }
}
