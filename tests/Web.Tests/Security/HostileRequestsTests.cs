using System.Text;
using System.Text.Json.Nodes;
using Mantissa.Data.Dashboards;
using Mantissa.Data.Runs;
using Mantissa.Web.Accounts;
using Mantissa.Web.Security;
using Mantissa.Web.Tests.Sites;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Mantissa.Web.Tests.Security;

/// <summary>
/// Random, boundary and hostile requests to every endpoint of the API and of MLflow's, by somebody who may do everything: none is answered
/// with a server error or with anything of the inside, and what is refused stores nothing.
/// </summary>
public sealed partial class HostileRequestsTests : IAsyncLifetime, IAsyncDisposable
{
    private const int RequestsPerRoute = 24;

    private readonly KeptLog _log = new();
    private readonly Site _site;
    private readonly List<string> _ids = [];
    private HttpClient _client = null!;
    private NpgsqlDataSource _database = null!;
    private readonly Dictionary<int, int> _answers = [];
    private string _fingerprint = "";
    private string? _stored;

    public HostileRequestsTests() => _site = new() { Log = _log, Settings = { ["MANTISSA_API_RATE"] = "100000" } };

    public async Task InitializeAsync()
    {
        await _site.InitializeAsync();
        _client = _site.WithKey(await _site.KeyAsync(await _site.AccountAsync(AccountRole.Admin), Permission.Read | Permission.Submit | Permission.Record | Permission.Admin));
        _database = NpgsqlDataSource.Create(_site.Database.ConnectionString);
        for (var seed = 1; seed <= 3; seed++)
        {
            var run = await _site.Database.Get<RunStore>().SubmitAsync(new() { Model = "resnet", Dataset = "shapes", Seed = seed }, null, default);
            _ids.Add(run.Value.Id.ToString());
        }

        _ids.Add((await _site.Database.Get<DashboardStore>().CreateAsync(new() { Name = "Target", Content = new() }, default)).Id.ToString());
        await using var tables = _database.CreateCommand(
            """
            select string_agg(format('select %L as name, count(*) as n, coalesce(sum(hashtextextended(t::text, 0)), 0) as h from %I.%I as t', tablename, schemaname, tablename), ' union all ')
            from pg_tables where schemaname = 'public' or schemaname = 'quartz' and tablename not like '%state%'
            """);

        // When a key was used last changes with every minute, whatever is asked.
        const string Keys = "select 'api_key', count(*), coalesce(sum(hashtextextended(concat_ws(' ', id, name, scopes, expires_at, revoked_at), 0)), 0) from accounts.api_key";
        _fingerprint = $"select string_agg(name || ' ' || n || ' ' || h, ', ' order by name) from ({await tables.ExecuteScalarAsync()} union all {Keys}) as fingerprints";
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_database is not null)
            await _database.DisposeAsync();
        await _site.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    public async Task Nothing_breaks_the_site_and_nothing_refused_is_stored()
    {
        var description = await _site.GetAsync("/openapi/v1.json");
        var wrong = new List<string>();
        foreach (var (method, pattern) in Routes())
        {
            // Each route has a sequence of its own, so that a finding does not move with other routes.
            var random = new Random(StableHash(method + pattern));
            var operation = description["paths"]?[OpenApiPath(pattern)]?[method.ToLowerInvariant()]?.AsObject();
            for (var i = 0; i < RequestsPerRoute; i++)
                await AttackAsync(method, pattern, operation, new HostileValues(random, _ids), wrong);
        }

        wrong.ShouldBeEmpty();

        // The attack reached what it was aimed at: nobody was turned away at the door, and it was not all refused for the same reason.
        _answers.Keys.ShouldNotContain(401);
        _answers.Keys.ShouldNotContain(403);
        foreach (var status in new[] { 200, 400, 404 })
            _answers.GetValueOrDefault(status).ShouldBeGreaterThan(100, string.Join(", ", _answers));
        _log.Lines.Select(line => line.Text).ShouldBeEmpty();
    }

    private async Task AttackAsync(string method, string pattern, JsonObject? operation, HostileValues values, List<string> wrong)
    {
        var path = RouteValue().Replace(pattern, match => Uri.EscapeDataString(values.Segment(match.Value)));
        var query = (operation?["parameters"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(parameter => parameter["in"]?.GetValue<string>() == "query" && values.Chance(0.6))
            .Select(parameter => $"{parameter["name"]}={Uri.EscapeDataString(values.Text())}").ToList();
        using var request = new HttpRequestMessage(new(method), path + (query.Count > 0 ? "?" + string.Join('&', query) : ""));
        var body = "";
        if (method is "POST" or "PUT" or "PATCH" or "DELETE" && values.Chance(method == "DELETE" ? 0.2 : 0.95))
        {
            var bytes = values.Body(Example(operation));
            body = Encoding.UTF8.GetString(bytes);
            request.Content = new ByteArrayContent(bytes);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", values.ContentType());
        }

        if (values.Chance(0.2))
            request.Headers.TryAddWithoutValidation("Idempotency-Key", values.HeaderText());
        if (values.Chance(0.2))
            request.Headers.TryAddWithoutValidation("If-Match", values.HeaderText());

        var before = _stored ?? await FingerprintAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        var status = (int)answer.StatusCode;
        _answers[status] = _answers.GetValueOrDefault(status) + 1;
        _stored = null;
        var sent = $"{method} {request.RequestUri} {Short(body)}";
        if (status < 400)
            return;
        var text = await answer.Content.ReadAsStringAsync(patience.Token);
        if (status >= 500)
            wrong.Add($"{status}: {sent} → {Short(text)}");
        else if (text.Contains("   at ", StringComparison.Ordinal) || text.Contains("Exception", StringComparison.Ordinal))
            wrong.Add($"{status} tells of the inside: {sent} → {Short(text)}");
        _stored = await FingerprintAsync();
        if (_stored != before)
            wrong.Add($"{status} and stored something: {sent}: {string.Join("; ", _stored.Split(", ").Except(before.Split(", ")))}");
    }

    private IEnumerable<(string Method, string Pattern)> Routes() =>
        _site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(route => (Route: route, Pattern: "/" + (route.RoutePattern.RawText ?? "").TrimStart('/')))
            .Where(route => route.Pattern.StartsWith("/api/", StringComparison.Ordinal) || route.Pattern.StartsWith("/ajax-api/", StringComparison.Ordinal))
            .Where(route => !route.Route.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy == Policies.Operator))
            .SelectMany(route => (route.Route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => (method, route.Pattern)));

    private async Task<string> FingerprintAsync()
    {
        await using var command = _database.CreateCommand(_fingerprint);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static JsonNode? Example(JsonObject? operation) => operation?["requestBody"]?["content"]?["application/json"]?["example"];

    private static string OpenApiPath(string pattern) => Constraint().Replace(pattern, "}").TrimEnd('/');

    private static string Short(string text) => text.Length <= 300 ? text : text[..300] + "…";

    /// <summary>The same in every process, which a string's own is not.</summary>
    private static int StableHash(string text) => text.Aggregate(17, (hash, character) => unchecked((hash * 31) + character));

    [System.Text.RegularExpressions.GeneratedRegex(@"\{[^}]*\}")]
    private static partial System.Text.RegularExpressions.Regex RouteValue();

    [System.Text.RegularExpressions.GeneratedRegex(@"(:[^}]*)?\}")]
    private static partial System.Text.RegularExpressions.Regex Constraint();
}
