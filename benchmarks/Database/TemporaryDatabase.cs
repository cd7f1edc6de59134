using Mantissa.Data;
using Mantissa.Data.Embedded;
using Mantissa.Data.Entities;
using Mantissa.Data.Queue;
using Mantissa.Migrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Mantissa.Benchmarks.Database;

/// <summary>The platform's database on a private server that is gone afterwards.</summary>
internal sealed class TemporaryDatabase : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private EmbeddedPostgres server;
    private ServiceProvider services;

    private TemporaryDatabase(DirectoryInfo folder, EmbeddedPostgres server)
    {
        (this.folder, this.server) = (folder, server);
        services = Services(server);
    }

    public string ConnectionString => server.ConnectionString;

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public static async Task<TemporaryDatabase> CreateAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("mantissa-bench-");
        // Started by root, the server runs under another account, which has to be able to pass.
        folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        var server = await EmbeddedPostgres.StartAsync(new(folder.FullName), NullLogger.Instance, cancellationToken);
        var database = new TemporaryDatabase(folder, server);
        await Migrator.MigrateAsync(database.Get<NpgsqlDataSource>(), NullLogger.Instance, cancellationToken);
        return database;
    }

    /// <summary>
    /// Stops the server and starts it on the same data, so that its own buffers are empty; the system's are not. What a client does once
    /// after its own start is done: it has a connection and EF's model.
    /// </summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await services.DisposeAsync();
        await server.DisposeAsync();
        server = await EmbeddedPostgres.StartAsync(new(folder.FullName), NullLogger.Instance, cancellationToken);
        services = Services(server);
        await using var context = await Get<IDbContextFactory<PlatformDbContext>>().CreateDbContextAsync(cancellationToken);
        await context.Workers.ToListAsync(cancellationToken);
    }

    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Get<NpgsqlDataSource>().CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<T> ReadAsync<T>(string sql, CancellationToken cancellationToken)
    {
        await using var command = Get<NpgsqlDataSource>().CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>A run for metrics to belong to; nothing executes it.</summary>
    public async Task<Guid> AddRunAsync(CancellationToken cancellationToken)
    {
        await using var context = await Get<IDbContextFactory<PlatformDbContext>>().CreateDbContextAsync(cancellationToken);
        var run = new Run
        {
            Id = Guid.CreateVersion7(), Name = "measured", Specification = new(), Model = "none", Format = "fp32", Dataset = "none", Seed = 1,
            Queue = "cpu", Status = RunStatus.Running, Tags = new Dictionary<string, string>(),
        };
        context.Add(run);
        await context.SaveChangesAsync(cancellationToken);
        return run.Id;
    }

    private static ServiceProvider Services(EmbeddedPostgres server) =>
        new ServiceCollection().AddLogging().AddRunQueue().AddPlatformData(server.ConnectionString).BuildServiceProvider();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
