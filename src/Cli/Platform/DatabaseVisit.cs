using Mantissa.Data.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mantissa.Cli.Platform;

/// <summary>A database to work with: a named one, that of the platform that is up, or the one in a data directory, started for the time being.</summary>
internal sealed class DatabaseVisit : IAsyncDisposable
{
    private readonly EmbeddedPostgres? server;

    private DatabaseVisit(string connectionString, EmbeddedPostgres? server) => (ConnectionString, this.server) = (connectionString, server);

    public string ConnectionString { get; }

    /// <summary>Opens a database that is there, whether its platform is up or not.</summary>
    public static async Task<DatabaseVisit> OpenAsync(string? connection, string dataDirectory, CancellationToken cancellationToken)
    {
        if (connection is not null)
            return new(connection, null);
        if (!EmbeddedPostgres.IsIn(dataDirectory))
            throw new ProblemException($"There is no database in {dataDirectory}: name the platform's data directory with --data-dir, or a database with --database.");
        return RunningPlatform.Find(dataDirectory) is null
            ? await StartAsync(dataDirectory, cancellationToken)
            : new(EmbeddedPostgres.ReadConnectionString(dataDirectory) ?? throw new ProblemException("The platform is just starting: try again when it is up."), null);
    }

    /// <summary>Opens a database that nobody may use meanwhile; the one in a data directory is made if there is none.</summary>
    public static async Task<DatabaseVisit> TakeAsync(string? connection, string dataDirectory, CancellationToken cancellationToken)
    {
        if (connection is not null)
            return new(connection, null);
        if (RunningPlatform.Find(dataDirectory) is { } running)
            throw new ProblemException($"Mantissa is up over {dataDirectory} ({running.Url}): stop it first, or choose another --data-dir.");
        return await StartAsync(dataDirectory, cancellationToken);
    }

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<DatabaseVisit> StartAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        try
        {
            var server = await EmbeddedPostgres.StartAsync(new(dataDirectory), NullLogger.Instance, cancellationToken);
            return new(server.ConnectionString, server);
        }
        catch (EmbeddedPostgresException error)
        {
            throw new ProblemException(error.Message);
        }
    }
}
