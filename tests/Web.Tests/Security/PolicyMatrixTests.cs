using System.Net;
using System.Text.RegularExpressions;
using Mantissa.Data.Dashboards;
using Mantissa.Data.Operator;
using Mantissa.Web.Accounts;
using Mantissa.Web.Security;
using Mantissa.Web.Tests.Sites;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Mantissa.Web.Tests.Security;

/// <summary>Every route of the running site, asked by every kind of caller, answers as docs/security.md says.</summary>
public sealed partial class PolicyMatrixTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly string[] Keyed = ["/api/v1/", "/api/2.0/", "/ajax-api/2.0/", "/openapi/", "/metrics"];

    private readonly Site _site = new() { Settings = { ["MANTISSA_API_RATE"] = "100000" } };
    private readonly PolicyTable _table = PolicyTable.Read();
    private readonly Dictionary<string, HttpClient> _callers = [];
    private string _share = "";

    public async Task InitializeAsync()
    {
        await _site.InitializeAsync();
        var admin = await _site.AccountAsync(AccountRole.Admin);
        foreach (var role in Enum.GetValues<AccountRole>())
            _callers[role.ToString().ToLowerInvariant()] = await _site.SignedInAsync(await _site.AccountAsync(role));
        foreach (var scope in (Permission[])[Permission.Read, Permission.Submit, Permission.Record, Permission.Admin])
            _callers[$"{scope.ToString().ToLowerInvariant()} key"] = _site.WithKey(await _site.KeyAsync(admin, scope));
        _callers["operator"] = _site.WithKey(OperatorKeyFile.Read(_site.DataDirectory)!);
        _callers["anonymous"] = _callers["share link"] = _site.NewBrowser(follow: false);
        _callers["expired key"] = _site.WithKey(await _site.KeyAsync(admin, Permission.Read | Permission.Admin));
        await using (var source = NpgsqlDataSource.Create(_site.Database.ConnectionString))
        await using (var age = source.CreateCommand("update accounts.api_key set expires_at = now() - interval '1 minute' where scopes = 'Read, Admin'"))
            (await age.ExecuteNonQueryAsync()).ShouldBe(1);
        _callers["due"] = await _site.SignedInAsync(await _site.AccountAsync(AccountRole.Admin, mustChangePassword: true));
        var dashboard = await _site.Database.Get<DashboardStore>().CreateAsync(new() { Name = "Shared", Content = new() }, default);
        _share = (await _site.Database.Get<ShareLinkStore>().CreateAsync(dashboard.Id, TimeSpan.FromDays(1), default)).Token;
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        foreach (var caller in _callers.Values)
            caller.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Every_route_answers_everybody_as_the_document_says()
    {
        _table.Callers.ShouldBe(_callers.Keys, ignoreOrder: true);
        var wrong = new List<string>();
        foreach (var route in Routes())
        {
            var policy = _table.PolicyOf(route.Method, route.Pattern);
            if (policy != route.Policy)
                wrong.Add($"{route.Method} {route.Pattern} is '{route.Policy}' and documented as '{policy}'");
            else
                wrong.AddRange(await AskAsync(route.Method, route.Pattern, policy!, route.IsPage));
        }

        wrong.ShouldBeEmpty();
    }

    /// <summary>The routes of the endpoints, and what a middleware serves.</summary>
    private IEnumerable<(string Method, string Pattern, string Policy, bool IsPage)> Routes() =>
        _site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(route => (route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Where(method => method != "HEAD").Select(method => (
                method, "/" + (route.RoutePattern.RawText ?? "").TrimStart('/'),
                route.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).SingleOrDefault(name => name is not null) ?? Policies.Read,
                route.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)))
            .Where(route => !(route.Item4 && route.method == "POST"))
            .Append(("GET", "/api/docs/index.html", Policies.Read, false))

            // Last, because it does what it says.
            .OrderBy(route => route.Item2 == "/sign-out");

    private async Task<IEnumerable<string>> AskAsync(string method, string pattern, string policy, bool isPage)
    {
        var answers = await Task.WhenAll(_callers.Select(async caller =>
        {
            using var request = new HttpRequestMessage(new(method), Fill(pattern));
            if (method is "POST" or "PUT" or "PATCH")
                request.Content = pattern == "/api/v1/datasets/" ? new MultipartFormDataContent() : new StringContent("{}", null, "application/json");
            using var answer = await caller.Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            return (caller.Key, answer.StatusCode, Location: answer.Headers.Location?.ToString() ?? "");
        }));
        return answers.Where(answer => WasLetIn(answer.StatusCode, answer.Location, pattern) != _table.Allowed[(policy, TakenFor(answer.Key, pattern))])
            .Select(answer => $"{method} {pattern} ('{policy}'{(isPage ? ", a page" : "")}) answers {answer.Key} {(int)answer.StatusCode} {answer.Location}");
    }

    /// <summary>Where keys are not good, whoever brings one is nobody.</summary>
    private static string TakenFor(string caller, string pattern) =>
        (caller == "operator" || caller.EndsWith("key", StringComparison.Ordinal))
        && !Array.Exists(Keyed, prefix => pattern.StartsWith(prefix, StringComparison.Ordinal)) ? "anonymous" : caller;

    /// <summary>Whatever comes of it afterwards: what is not there, or not filled in right, was asked by somebody who may.</summary>
    private static bool WasLetIn(HttpStatusCode status, string location, string pattern)
    {
        ((int)status).ShouldBeLessThan(500, pattern);
        return status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            && !location.StartsWith("/sign-in?return=", StringComparison.Ordinal) && !location.StartsWith("/account/password", StringComparison.Ordinal)
            && !(location == "/sign-in" && pattern == "/");
    }

    private string Fill(string pattern) => Value().Replace(pattern, match => match.Value switch
    {
        "{token}" or "{Token}" => _share,
        var value when value.Contains("guid", StringComparison.OrdinalIgnoreCase) => "01900000-0000-7000-8000-000000000000",
        var value when value.Contains("long", StringComparison.Ordinal) => "1",
        "{documentName}" => "v1",
        _ => "x",
    });

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Value();
}
