using System.Net;
using Mantissa.Web.Tests.Sites;
using Npgsql;

namespace Mantissa.Web.Tests.Hosting;

/// <summary>What a supervisor is told when something is not as it should be.</summary>
public sealed class HealthTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly Site _site = new();

    public Task InitializeAsync() => _site.InitializeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_site_lives_and_is_not_ready_while_its_database_is_older_or_away()
    {
        (await _site.Client.GetStringAsync("/health/ready")).ShouldBe("ready");

        await _site.Database.ExecuteAsync("create table forgotten as select * from migration_history");
        await _site.Database.ExecuteAsync("""delete from migration_history where "MigrationId" = (select max("MigrationId") from migration_history)""");
        (await NotReadyAsync()).ShouldContain("migrated");

        await _site.Database.ExecuteAsync("insert into migration_history select * from forgotten on conflict do nothing");
        (await _site.Client.GetStringAsync("/health/ready")).ShouldBe("ready");

        var address = new NpgsqlConnectionStringBuilder(_site.Database.ConnectionString);
        await using (var elsewhere = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(address.ConnectionString) { Database = "postgres", Pooling = false }))
        {
            await using var close = elsewhere.CreateCommand($"alter database {address.Database} with allow_connections false");
            await close.ExecuteNonQueryAsync();
            await using var cut = elsewhere.CreateCommand($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{address.Database}'");
            await cut.ExecuteNonQueryAsync();
        }

        (await NotReadyAsync()).ShouldContain("does not answer");
        (await _site.Client.GetStringAsync("/health/live")).ShouldBe("live");
    }

    private async Task<string> NotReadyAsync() =>
        (await (await _site.Client.GetAsync("/health/ready")).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable))["detail"]!.GetValue<string>();
}
