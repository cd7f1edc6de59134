using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Mantissa.Data.Dashboards;
using Mantissa.Web.Accounts;
using Mantissa.Web.Security;
using Mantissa.Web.Tests.Sites;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mantissa.Web.Tests.Accounts;

/// <summary>Whatever somebody does, and whatever fails of it, the log has none of their secrets.</summary>
public sealed class SecretsInLogsTests
{
    [Fact]
    public async Task No_secret_is_logged()
    {
        using var log = new EverythingLogged();
        await using var site = new Site { Log = log, Settings = { ["Logging:LogLevel:Default"] = "Trace", ["Logging:LogLevel:Mantissa"] = "Trace" } };
        await site.InitializeAsync();
        var account = await site.AccountAsync(AccountRole.Admin);
        var key = await site.KeyAsync(account, Permission.Read);
        var links = site.Services.GetRequiredService<OneTimeLinkStore>();
        var link = await links.CreateAsync(LinkPurpose.SignIn, account.Id, null, OneTimeLinkStore.SignInLife, "a test", default);
        var invitation = await links.CreateAsync(LinkPurpose.Invitation, null, AccountRole.Viewer, OneTimeLinkStore.InvitationLife, "a test", default);
        var dashboard = await site.Database.Get<DashboardStore>().CreateAsync(new() { Name = "Shared", Content = new() }, default);
        var share = (await site.Database.Get<ShareLinkStore>().CreateAsync(dashboard.Id, TimeSpan.FromDays(1), default)).Token;

        using var browser = await site.SignedInAsync(account);
        using var program = site.WithKey(key);
        await program.GetAsync("/api/v1/runs");
        var made = (await (await browser.PostAsJsonAsync("/api/v1/keys", new { name = "made over the API" })).ShouldBeAsync(HttpStatusCode.Created))["key"]!.GetValue<string>();
        await browser.GetAsync($"/sign-in/link?token={link}");
        await browser.SubmitAsync($"/invitation?token={invitation}", ("name", "guest"), ("password", People.Password), ("again", People.Password));
        await browser.GetAsync($"/shared/{share}");

        // And when everything fails.
        await site.Database.ExecuteAsync("alter schema accounts rename to taken_away; alter table share_link rename to share_link_away");
        using var stranger = site.NewBrowser(follow: false);
        using var second = site.WithKey(key);
        await Eventually.TrueAsync(async () => (await second.GetAsync("/api/v1/runs")).StatusCode == HttpStatusCode.InternalServerError, TimeSpan.FromSeconds(20));
        await stranger.GetAsync($"/sign-in/link?token={link}");
        await stranger.GetAsync($"/invitation?token={invitation}");
        await stranger.GetAsync($"/shared/{share}/runs/{Guid.NewGuid()}/images/x/1");
        await stranger.GetAsync($"/shared/{share}");

        var text = string.Join('\n', log.Lines);
        log.Lines.Count(line => line.Contains("failed", StringComparison.Ordinal)).ShouldBeGreaterThan(3);
        foreach (var secret in (string[])[People.Password, key[13..], made[13..], link, invitation, share])
            text.Contains(secret, StringComparison.Ordinal).ShouldBeFalse(string.Join('\n', log.Lines.Where(line => line.Contains(secret, StringComparison.Ordinal)).Take(3)));
    }

    private sealed class EverythingLogged : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
