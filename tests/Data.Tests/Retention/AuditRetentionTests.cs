using Mantissa.Data.Retention;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mantissa.Data.Tests.Retention;

/// <summary>The audit log loses what is older than it has to be, and nothing else.</summary>
public sealed class AuditRetentionTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    [Fact]
    public async Task What_is_too_old_goes_however_much_it_is_and_the_rest_stays()
    {
        await WriteAsync(entries: 23_000, days: 401);
        await WriteAsync(entries: 7, days: 399);
        var before = await DigestAsync();

        (await new AuditRetention(postgres.Database).ApplyAsync(Kept, default)).ShouldBe(23_000);

        (await CountAsync()).ShouldBe(7);
        (await DigestAsync()).ShouldBe(before);
        (await new AuditRetention(postgres.Database).ApplyAsync(Kept, default)).ShouldBe(0, "There is nothing left to remove.");
        await postgres.ExecuteAsync("truncate accounts.audit_entry");
    }

    [Fact]
    public async Task A_site_does_it_by_itself_with_what_else_it_keeps_for_a_while()
    {
        await WriteAsync(entries: 5, days: 31);
        await WriteAsync(entries: 3, days: 29);
        await using var services = new ServiceCollection().AddLogging().AddSingleton(postgres.Database).AddSingleton(TimeProvider.System)
            .AddRetention(new(Checkpoints: null, Logs: null, Audit: TimeSpan.FromDays(30))).BuildServiceProvider();
        var sweep = services.GetRequiredService<IHostedService>();

        await sweep.StartAsync(default);
        await Eventually.TrueAsync(async () => await CountAsync() == 3);

        await sweep.StopAsync(default);
        await postgres.ExecuteAsync("truncate accounts.audit_entry");
    }

    private Task<int> WriteAsync(int entries, int days) => postgres.ExecuteAsync(
        "insert into accounts.audit_entry (at, actor, address, action, subject) select now() - make_interval(days => $2), 'somebody', '::1', 'Did it', n::text from generate_series(1, $1) as n",
        entries, days);

    private Task<long> CountAsync() => postgres.ReadAsync<long>("select count(*) from accounts.audit_entry");

    /// <summary>Of the entries that stay, whatever else is there.</summary>
    private Task<string?> DigestAsync() => postgres.ReadAsync<string>("select md5(string_agg(e::text, ',' order by id)) from accounts.audit_entry e where at > now() - interval '400 days'");
}
