using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Mantissa.Web.Accounts;
using Mantissa.Web.Hosting;
using Mantissa.Web.Tests.Sites;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mantissa.Web.Tests.Accounts;

/// <summary>The whole way: to an identity provider, back with a code, and in.</summary>
public sealed class OidcTests
{
    [Fact]
    public async Task Somebody_comes_back_from_the_provider_with_the_role_that_it_gives_them()
    {
        await using var provider = await Provider.StartAsync();
        await using var site = new Site
        {
            Settings =
            {
                ["MANTISSA_OIDC_AUTHORITY"] = provider.Address, ["MANTISSA_OIDC_CLIENT_ID"] = Provider.Client, ["MANTISSA_OIDC_CLIENT_SECRET"] = "a secret",
                ["MANTISSA_OIDC_NAME"] = "Example", ["MANTISSA_OIDC_ROLES"] = "team=member, admins=admin",
            },
        };
        await site.InitializeAsync();
        using var browser = site.NewBrowser();
        (await browser.GetStringAsync("/sign-in")).ShouldContain("Sign in with Example");

        var arrived = await browser.GetAsync("/sign-in/oidc?to=/new");

        arrived.StatusCode.ShouldBe(HttpStatusCode.OK);
        arrived.RequestMessage!.RequestUri!.PathAndQuery.ShouldBe("/new");
        var account = (await site.Services.GetRequiredService<AccountStore>().ListAsync(default)).Single(account => account.Subject is not null);
        (account.UserName, account.Role, account.PasswordHash).ShouldBe(("ada", AccountRole.Member, null));

        // The provider decides, each time.
        provider.Role = "nothing";
        (await browser.GetAsync("/sign-in/oidc?to=/workers")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync("/new")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await site.Services.GetRequiredService<AccountStore>().SetDisabledAsync(account.Id, disabled: true, default);
        (await browser.GetAsync("/sign-in/oidc?to=/workers")).RequestMessage!.RequestUri!.PathAndQuery.ShouldBe("/sign-in?refused=disabled");
    }

    [Theory]
    [InlineData("http://provider.example", "id", "s", "", "https://")]
    [InlineData("https://provider.example", null, "s", "", "CLIENT_ID")]
    [InlineData("https://provider.example", "id", null, "", "CLIENT_SECRET")]
    [InlineData("https://provider.example", "id", "s", "team=boss", "team=boss")]
    public void Settings_that_cannot_be_are_refused_in_words(string authority, string? client, string? secret, string roles, string words) =>
        Should.Throw<StartupException>(() => OidcSettings.Read(key => key switch
        {
            "MANTISSA_OIDC_AUTHORITY" => authority,
            "MANTISSA_OIDC_CLIENT_ID" => client,
            "MANTISSA_OIDC_CLIENT_SECRET" => secret,
            "MANTISSA_OIDC_ROLES" => roles,
            _ => null,
        })).Message.ShouldContain(words);

    /// <summary>An identity provider where Ada has signed in already.</summary>
    private sealed class Provider(WebApplication app, RSA key) : IAsyncDisposable
    {
        public const string Client = "mantissa";

        public string Role { get; set; } = "team";

        public string Address => app.Urls.Single();

        public static async Task<Provider> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var app = builder.Build();
            var provider = new Provider(app, RSA.Create(2048));
            app.Urls.Add("http://127.0.0.1:0");
            provider.Map();
            await app.StartAsync();
            return provider;
        }

        public async ValueTask DisposeAsync()
        {
            await app.DisposeAsync();
            key.Dispose();
        }

        private void Map()
        {
            var nonces = new Dictionary<string, string>();
            app.MapGet("/.well-known/openid-configuration", () => new
            {
                issuer = Address, authorization_endpoint = $"{Address}/authorize", token_endpoint = $"{Address}/token", jwks_uri = $"{Address}/jwks",
            });
            app.MapGet("/jwks", () =>
            {
                var part = key.ExportParameters(includePrivateParameters: false);
                return new { keys = new[] { new { kty = "RSA", kid = "one", n = Base64UrlEncoder.Encode(part.Modulus!), e = Base64UrlEncoder.Encode(part.Exponent!) } } };
            });
            app.MapGet("/authorize", (HttpRequest request) =>
            {
                request.Query["code_challenge"].Count.ShouldBe(1);
                var code = $"{Guid.NewGuid():N}";
                nonces[code] = request.Query["nonce"]!;
                return Results.Redirect($"{request.Query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(request.Query["state"]!)}");
            });
            app.MapPost("/token", async (HttpRequest request) =>
            {
                var code = (await request.ReadFormAsync())["code"].ToString();
                return Results.Text(JsonSerializer.Serialize(new { access_token = "none", token_type = "Bearer", id_token = Token(nonces[code]) }), "application/json");
            });
        }

        private string Token(string nonce) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Address, Audience = Client, Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5),
            Claims = new Dictionary<string, object> { ["sub"] = "42", ["nonce"] = nonce, ["preferred_username"] = "ada", ["roles"] = Role },
            SigningCredentials = new(new RsaSecurityKey(key) { KeyId = "one" }, SecurityAlgorithms.RsaSha256),
        });
    }
}
