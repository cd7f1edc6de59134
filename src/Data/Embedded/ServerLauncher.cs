using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Mantissa.Data.Embedded;

/// <summary>Starts the server of a cluster and waits until it answers.</summary>
internal sealed class ServerLauncher(
    Cluster cluster, PostgresBinaries binaries, string password, ServerNetwork? network, string logFile, TimeProvider time, ILogger logger)
{
    private const int Attempts = 8;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <param name="fixedPort">The port to listen on, or <see langword="null"/> for any that is free.</param>
    /// <param name="cancellationToken">Stops the start; nothing is left running.</param>
    /// <exception cref="EmbeddedPostgresException">The server refused to start, and trying again does not help.</exception>
    public async Task<(ServerProcess Server, int Port)> LaunchAsync(int? fixedPort, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await OrphanServer.ClearAsync(cluster.Directory, time, logger, cancellationToken);
            var port = fixedPort ?? FreePort();
            var server = ServerProcess.Start(cluster, binaries, port, network, logFile);
            try
            {
                if (await AnswersAsync(server, port, cancellationToken))
                {
                    LogMessages.ServerStarted(logger, binaries.Version, cluster.Directory, port);
                    return (server, port);
                }
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }

            await server.DisposeAsync();
            if (attempt == Attempts || !server.MayWorkLater)
                throw new EmbeddedPostgresException($"PostgreSQL did not start in {cluster.Directory}: {server.LastWords} (log: {logFile})");
            await Task.Delay(RetryDelay, time, cancellationToken);
        }
    }

    /// <summary>Makes the database where it is not there yet.</summary>
    /// <returns>The connection string that reaches it.</returns>
    public async Task<string> CreateDatabaseAsync(string name, int port, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(port, cancellationToken);
        await using var find = new NpgsqlCommand("select count(*) from pg_database where datname = $1", connection).With(name);
        if (await find.ExecuteScalarAsync(cancellationToken) is 0L)
        {
            await using var create = new NpgsqlCommand($"create database {name}", connection);
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        var builder = Address(port);
        builder.Database = name;
        builder.Pooling = true;
        builder.MaxPoolSize = ServerSettings.PoolSize;
        return builder.ConnectionString;
    }

    private async Task<bool> AnswersAsync(ServerProcess server, int port, CancellationToken cancellationToken)
    {
        while (!server.Exited.IsCompleted)
        {
            try
            {
                await using var connection = await ConnectAsync(port, cancellationToken);
                return true;
            }
            catch (PostgresException e) when (e.SqlState != PostgresErrorCodes.CannotConnectNow)
            {
                throw new EmbeddedPostgresException($"The database in {cluster.Directory} does not let us in: {e.MessageText}", e);
            }
            catch (NpgsqlException)
            {
                // Not listening yet, or recovering: as long as the server lives, it is only a matter of time.
                await Task.WhenAny(server.Exited, Task.Delay(PollInterval, time, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return false;
    }

    private async Task<NpgsqlConnection> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(Address(port).ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private NpgsqlConnectionStringBuilder Address(int port) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        Username = Cluster.Role,
        Password = password,
        Database = "postgres",
        Pooling = false,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
