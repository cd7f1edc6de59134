using System.Net;
using System.Text;
using Mantissa.Web.Accounts;
using Mantissa.Web.Security;
using Mantissa.Web.Tests.Sites;
using Microsoft.Extensions.DependencyInjection;

namespace Mantissa.Web.Tests.Accounts;

[Collection(SiteCollection.Name)]
public sealed class ApiKeyTests(Site site)
{
    private ApiKeyStore Keys => site.Services.GetRequiredService<ApiKeyStore>();

    [Fact]
    public async Task Of_a_key_only_its_hash_is_kept()
    {
        var account = await site.AccountAsync(AccountRole.Viewer);
        var (key, text) = await Keys.CreateAsync(account.Id, may: Permission.Read, " a program ", Permission.Read, TimeSpan.FromDays(1), default);

        key.Name.ShouldBe("a program");
        (await site.Database.ReadAsync<string>("select row_to_json(k)::text from accounts.api_key k where id = $1", key.Id)).ShouldNotBeNull().ShouldNotContain(text.Secret);
        key.SecretHash.ShouldBe(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text.Secret)));
    }

    [Fact]
    public async Task It_is_taken_as_bearer_and_as_a_password()
    {
        var text = await site.KeyAsync(await site.AccountAsync(AccountRole.Viewer), Permission.Read);
        using var client = site.WithKey(text);

        (await client.GetAsync("/api/v1/runs")).StatusCode.ShouldBe(HttpStatusCode.OK);
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{text}")));
        (await client.GetAsync("/api/2.0/mlflow/experiments/search?max_results=1")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("mts_00000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "no such key")]
    [InlineData("something else", "holds no key")]
    public async Task A_wrong_one_is_refused_in_words(string text, string words)
    {
        using var client = site.WithKey(text);
        var answer = await client.GetAsync("/api/v1/runs");

        answer.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Bearer");
        (await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized))["detail"]!.GetValue<string>().ShouldContain(words);
    }

    [Fact]
    public async Task It_may_never_more_than_its_account()
    {
        using var client = site.WithKey(await site.KeyAsync(await site.AccountAsync(AccountRole.Viewer), Permission.Read | Permission.Submit | Permission.Admin));

        (await client.GetAsync("/api/v1/runs")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var refused = await client.PostAsync("/api/v1/runs", new StringContent("{}", null, "application/json"));
        (await refused.ShouldBeProblemAsync(HttpStatusCode.Forbidden))["detail"]!.GetValue<string>().ShouldContain("needs 'submit'");
    }

    [Fact]
    public async Task A_revoked_one_is_over_at_once_and_its_use_is_seen()
    {
        var account = await site.AccountAsync(AccountRole.Viewer);
        using var client = site.WithKey(await site.KeyAsync(account, Permission.Read));
        (await Keys.ListAsync(account.Id, default)).ShouldHaveSingleItem().LastUsedAt.ShouldBeNull();
        (await client.GetAsync("/api/v1/runs")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var key = (await Keys.ListAsync(account.Id, default)).ShouldHaveSingleItem();
        key.LastUsedAt.ShouldNotBeNull();

        await Keys.RevokeAsync(account.Id, key.Id, default);

        (await (await client.GetAsync("/api/v1/runs")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized))["detail"]!.GetValue<string>().ShouldContain("was revoked");
        (await Keys.ListAsync(account.Id, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_else_revokes_nothing()
    {
        var account = await site.AccountAsync(AccountRole.Viewer);
        using var client = site.WithKey(await site.KeyAsync(account, Permission.Read));

        await Keys.RevokeAsync((await site.AccountAsync(AccountRole.Admin)).Id, (await Keys.ListAsync(account.Id, default))[0].Id, default);

        (await client.GetAsync("/api/v1/runs")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("", Permission.Read, 1, "name")]
    [InlineData("x", Permission.None, 1, "scope")]
    [InlineData("x", Permission.Read, 400, "366 days")]
    [InlineData("x", Permission.Read, 0, "366 days")]
    public async Task What_cannot_be_a_key_is_refused_in_words(string name, Permission scopes, int days, string words)
    {
        var account = await site.AccountAsync(AccountRole.Viewer);

        (await Should.ThrowAsync<AccountRefusedException>(() => Keys.CreateAsync(account.Id, may: scopes, name, scopes, TimeSpan.FromDays(days), default))).Message.ShouldContain(words);
    }

    [Fact]
    public async Task The_operators_key_is_the_data_directorys_and_private()
    {
        using var client = OperatorAccess.ClientOf(site.Address.AbsoluteUri, site.DataDirectory);
        (await client.GetAsync("/api/v1/workers")).StatusCode.ShouldBe(HttpStatusCode.OK);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Path.Combine(site.DataDirectory, "operator.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
