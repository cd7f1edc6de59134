using Mantissa.Data;
using Mantissa.Data.Queue;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Mantissa.Testing;

/// <summary>
/// A database of its own for a test class (<c>IClassFixture&lt;PostgresFixture&gt;</c>), with the platform's schema and services on a real
/// PostgreSQL. The queue is <see cref="TransactionalQueue"/>, which runs nothing.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private ServiceProvider? services;

    /// <summary>Reaches the database, also from other processes.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>The same with the role of workers.</summary>
    public string WorkerConnectionString { get; private set; } = "";

    public IServiceProvider Services => services ?? throw new InvalidOperationException("The fixture is not initialised yet.");

    public NpgsqlDataSource Database => Get<NpgsqlDataSource>();

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public async Task InitializeAsync()
    {
        ConnectionString = await (await TestCluster.GetAsync()).CreateDatabaseAsync();
        WorkerConnectionString = (await TestCluster.GetAsync()).AsWorker(ConnectionString);
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TransactionalQueue>();
        collection.AddSingleton<IRunQueue>(provider => provider.GetRequiredService<TransactionalQueue>());
        collection.AddPlatformData(ConnectionString);
        services = collection.BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        if (services is not null)
            await services.DisposeAsync();
        await (await TestCluster.GetAsync()).DropDatabaseAsync(ConnectionString);
    }

    /// <summary>Runs SQL against the database, e.g. to let time pass for a lease.</summary>
    public async Task<int> ExecuteAsync(string sql, params object[] parameters)
    {
        await using var command = CreateCommand(sql, parameters);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads a single value with SQL.</summary>
    public async Task<T?> ReadAsync<T>(string sql, params object[] parameters)
    {
        await using var command = CreateCommand(sql, parameters);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    private NpgsqlCommand CreateCommand(string sql, object[] parameters)
    {
        var command = Database.CreateCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(new() { Value = parameter });
        return command;
    }
}
