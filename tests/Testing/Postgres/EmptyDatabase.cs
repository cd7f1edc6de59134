using Npgsql;

namespace Mantissa.Testing;

/// <summary>A database without any table, for tests of what makes them.</summary>
public sealed class EmptyDatabase : IAsyncDisposable
{
    private EmptyDatabase(string connectionString)
    {
        ConnectionString = connectionString;
        Source = NpgsqlDataSource.Create(connectionString);
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    public static async Task<EmptyDatabase> CreateAsync() => new(await (await TestCluster.GetAsync()).CreateEmptyDatabaseAsync());

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await (await TestCluster.GetAsync()).DropDatabaseAsync(ConnectionString);
    }
}
