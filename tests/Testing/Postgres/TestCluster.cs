using System.Globalization;
using Mantissa.Data.Embedded;
using Mantissa.Migrations;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Mantissa.Testing;

/// <summary>
/// The one PostgreSQL of a test process: started by the first test that needs it, with a migrated template from which databases are copied.
/// It ends with the process, however that ends.
/// </summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private const string Template = "mantissa_template";
    private static readonly Lazy<Task<TestCluster>> Shared = new(StartAsync);

    private readonly TemporaryDirectory folder;
    private readonly EmbeddedPostgres server;
    private readonly SemaphoreSlim copying = new(1);
    private int databases;

    private TestCluster(TemporaryDirectory folder, EmbeddedPostgres server)
    {
        this.folder = folder;
        this.server = server;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => DisposeAsync().AsTask().Wait();
    }

    public static Task<TestCluster> GetAsync() => Shared.Value;

    /// <returns>The connection string of a new database with the platform's schema.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref databases).ToString(CultureInfo.InvariantCulture)}";

        // A template can be copied by one at a time.
        await copying.WaitAsync();
        try
        {
            await ExecuteAsync($"create database {name} template {Template}");
        }
        finally
        {
            copying.Release();
        }

        return AddressOf(name);
    }

    /// <returns>The connection string of a new database without any table.</returns>
    public async Task<string> CreateEmptyDatabaseAsync()
    {
        var name = $"empty_{Interlocked.Increment(ref databases).ToString(CultureInfo.InvariantCulture)}";
        await ExecuteAsync($"create database {name}");
        return AddressOf(name);
    }

    /// <summary>Reaches one of the databases with the role of workers.</summary>
    public string AsWorker(string connectionString)
    {
        var worker = new NpgsqlConnectionStringBuilder(server.WorkerConnectionString);
        return new NpgsqlConnectionStringBuilder(connectionString) { Username = worker.Username, Password = worker.Password }.ConnectionString;
    }

    public Task DropDatabaseAsync(string connectionString) =>
        ExecuteAsync($"drop database if exists {new NpgsqlConnectionStringBuilder(connectionString).Database} with (force)");

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Dispose();
        copying.Dispose();
    }

    private static async Task<TestCluster> StartAsync()
    {
        var folder = new TemporaryDirectory();
        var server = await EmbeddedPostgres.StartAsync(new(folder.Path), NullLogger.Instance, CancellationToken.None);
        var cluster = new TestCluster(folder, server);
        await cluster.ExecuteAsync($"create database {Template}");
        await using var template = NpgsqlDataSource.Create(cluster.AddressOf(Template, pooling: false));
        await Migrator.MigrateAsync(template, NullLogger.Instance);
        return cluster;
    }

    private string AddressOf(string database, bool pooling = true) =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = database, Pooling = pooling, IncludeErrorDetail = true }.ConnectionString;

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(AddressOf("postgres", pooling: false));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
