using Mantissa.Data.Health;

namespace Mantissa.Data.Tests.Health;

public sealed class DatabaseHealthTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Tells_what_the_server_tells_elsewhere()
    {
        var state = await postgres.Get<DatabaseHealth>().ReadAsync(default);

        state.Version.ShouldBe(await postgres.ReadAsync<string>("show server_version"));
        state.Bytes.ShouldBeGreaterThan(1 << 20);
        state.StartedAt.ToUnixTimeSeconds().ShouldBe(await postgres.ReadAsync<long>("select floor(extract(epoch from pg_postmaster_start_time()))::bigint"));
        state.Connections.ShouldBeInRange(1, state.MostConnections);
    }

    [Fact]
    public async Task Lists_every_table_once_the_largest_first()
    {
        var tables = (await postgres.Get<DatabaseHealth>().ReadAsync(default)).Tables;

        tables.Select(table => table.Table).ShouldBeUnique();
        tables.Select(table => table.Bytes).ShouldBe(tables.Select(table => table.Bytes).OrderDescending());
        tables.Select(table => table.Table).ShouldContain("run");
        await postgres.ExecuteAsync("analyze run");
        (await postgres.Get<DatabaseHealth>().ReadAsync(default)).Tables.Single(table => table.Table == "run").Rows.ShouldBe(0);
        foreach (var table in tables)
        {
            (await postgres.ReadAsync<long>("select count(*) from pg_class where relname = $1 and relkind in ('r', 'p')", table.Table)).ShouldBe(1);
            table.Bytes.ShouldBeGreaterThanOrEqualTo(await postgres.ReadAsync<long>("select pg_total_relation_size(to_regclass($1))", table.Table));
        }
    }
}
