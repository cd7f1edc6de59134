using Mantissa.Data;
using Mantissa.Data.Queue;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Mantissa.Migrations;

/// <summary>Brings a database to the schema of this version.</summary>
public static class Migrator
{
    // Any number that nothing else in the database locks: "mantissa" as ASCII.
    private const long LockKey = 0x6D616E7469737361;

    /// <summary>
    /// Applies what is missing, and gives workers their rights. Processes that start at the same time take turns under an advisory lock, which PostgreSQL releases when its
    /// holder dies. Harmless when there is nothing to do.
    /// </summary>
    /// <returns>The names of the migrations applied by this call.</returns>
    public static async Task<IReadOnlyList<string>> MigrateAsync(
        NpgsqlDataSource dataSource, ILogger logger, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using (var wait = new NpgsqlCommand("select pg_advisory_lock($1)", connection) { CommandTimeout = 0 })
        {
            wait.Parameters.Add(new() { Value = LockKey });
            await wait.ExecuteNonQueryAsync(cancellationToken);
        }

        try
        {
            await using var context = CreateContext(dataSource);
            var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).ToArray();
            if (pending.Length > 0)
            {
                await context.Database.MigrateAsync(cancellationToken);
                LogMessages.Migrated(logger, string.Join(", ", pending));
            }

            await QueueTables.ProvisionAsync(dataSource, cancellationToken);
            await WorkerRole.GrantAsync(connection, cancellationToken);
            return pending;
        }
        finally
        {
            await using var release = new NpgsqlCommand("select pg_advisory_unlock($1)", connection);
            release.Parameters.Add(new() { Value = LockKey });
            await release.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    /// <summary>The migrations that a database still lacks; none means that this version can work with it.</summary>
    public static async Task<IReadOnlyList<string>> PendingAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken = default)
    {
        await using var context = CreateContext(dataSource);
        return [.. await context.Database.GetPendingMigrationsAsync(cancellationToken)];
    }

    private static PlatformDbContext CreateContext(NpgsqlDataSource dataSource)
    {
        var options = new DbContextOptionsBuilder<PlatformDbContext>();
        options.UsePlatformDatabase(dataSource);
        return new PlatformDbContext(options.Options);
    }
}
