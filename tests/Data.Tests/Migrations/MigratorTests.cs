using Mantissa.Migrations;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Mantissa.Data.Tests.Migrations;

public sealed class MigratorTests
{
    [Fact]
    public async Task Migrating_twice_is_harmless()
    {
        await using var database = await EmptyDatabase.CreateAsync();
        (await Migrator.PendingAsync(database.Source)).ShouldNotBeEmpty();
        (await Migrator.MigrateAsync(database.Source, NullLogger.Instance)).ShouldNotBeEmpty();
        (await Migrator.PendingAsync(database.Source)).ShouldBeEmpty();
        (await Migrator.MigrateAsync(database.Source, NullLogger.Instance)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Processes_that_start_together_migrate_once()
    {
        await using var database = await EmptyDatabase.CreateAsync();
        var replicas = Enumerable.Range(0, 6).Select(async _ =>
        {
            await using var source = NpgsqlDataSource.Create(database.ConnectionString);
            return await Migrator.MigrateAsync(source, NullLogger.Instance);
        });
        var applied = await Task.WhenAll(replicas);
        applied.Count(migrations => migrations.Count > 0).ShouldBe(1);
        (await Migrator.PendingAsync(database.Source)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_migration_whose_record_is_lost_can_run_again()
    {
        await using var database = await EmptyDatabase.CreateAsync();
        await Migrator.MigrateAsync(database.Source, NullLogger.Instance);
        await using (var forget = database.Source.CreateCommand("delete from migration_history"))
            await forget.ExecuteNonQueryAsync();
        (await Migrator.MigrateAsync(database.Source, NullLogger.Instance)).ShouldNotBeEmpty();
    }
}
