using Mantissa.Data.Embedded;
using Npgsql;

namespace Mantissa.Data.Backup;

/// <summary>A client program of PostgreSQL, run against a database.</summary>
internal static class PostgresTool
{
    /// <param name="program">E.g. <c>pg_dump</c>.</param>
    /// <param name="database">Where the database is and who asks; the password goes by the program's environment, which nobody else can read.</param>
    /// <param name="arguments">Its arguments, without any of these.</param>
    /// <param name="cancellationToken">Kills the program.</param>
    /// <exception cref="BackupException">It is not installed, or failed; the message has its last words.</exception>
    public static async Task RunAsync(
        string program, NpgsqlConnectionStringBuilder database, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var (status, output) = await ExternalCommand.RunAsync(
            [await FindAsync(program, cancellationToken), .. arguments], input: null, cancellationToken, Environment(database));
        if (status != 0)
            throw new BackupException($"{program} failed: {output.Split('\n')[0]}");
    }

    private static async Task<string> FindAsync(string program, CancellationToken cancellationToken)
    {
        try
        {
            var path = (await PostgresBinaries.FindAsync(directory: null, version: null, cancellationToken)).Path(program);
            return File.Exists(path) ? path : throw new BackupException($"{path} is missing; install PostgreSQL's client programs beside its server.");
        }
        catch (EmbeddedPostgresException error)
        {
            throw new BackupException(error.Message, error);
        }
    }

    private static Dictionary<string, string?> Environment(NpgsqlConnectionStringBuilder database) => new()
    {
        ["PGHOST"] = database.Host,
        ["PGPORT"] = database.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["PGUSER"] = database.Username,
        ["PGPASSWORD"] = database.Password,
        ["PGSSLMODE"] = database.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() },
        ["PGGSSENCMODE"] = "disable",
    };
}
