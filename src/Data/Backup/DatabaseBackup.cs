using Mantissa.Data.Embedded;
using Npgsql;

namespace Mantissa.Data.Backup;

/// <summary>
/// The whole platform in one file, and back: runs, metrics, pictures, files, checkpoints, uploads and the queue are all in the database. The
/// file is PostgreSQL's own archive, as of one moment, whatever is written meanwhile.
/// </summary>
public static class DatabaseBackup
{
    // What PostgreSQL's archives begin with.
    private static readonly byte[] Signature = [.. "PGDMP"u8];

    private const string CountTables =
        "select count(*) from pg_class as class join pg_namespace as space on space.oid = relnamespace where relkind = 'r' and nspname in ('public', 'quartz')";

    /// <summary>Writes a backup, which only this account may read. Under another name until it is whole.</summary>
    /// <returns>Its length in bytes.</returns>
    /// <exception cref="BackupException">The file exists or cannot be written, or the database cannot be read.</exception>
    public static async Task<long> WriteAsync(string connectionString, string file, CancellationToken cancellationToken)
    {
        if (File.Exists(file))
            throw new BackupException($"{file} exists already; choose another name, or remove it first.");
        var draft = file + ".new";
        try
        {
            await PrivateFile.WriteAsync(draft, "", cancellationToken);
            var database = new NpgsqlConnectionStringBuilder(connectionString);
            await PostgresTool.RunAsync(
                "pg_dump", database, ["--format=custom", "--no-owner", "--no-privileges", "--file", Path.GetFullPath(draft), "--dbname", database.Database!], cancellationToken);
            File.Move(draft, file, overwrite: false);
            return new FileInfo(file).Length;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{file} cannot be written: {error.Message}", error);
        }
        finally
        {
            if (File.Exists(draft))
                File.Delete(draft);
        }
    }

    /// <summary>Fills an empty database with a backup, all of it or nothing. A site of a later version than the backup's brings its schema up to date.</summary>
    /// <exception cref="BackupException">The file is no backup, the database is not empty, or it refuses what is in the file.</exception>
    public static async Task RestoreAsync(string connectionString, string file, CancellationToken cancellationToken)
    {
        await RequireBackupAsync(file, cancellationToken);
        await using var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var count = new NpgsqlCommand(CountTables, connection);
            if (await count.ExecuteScalarAsync(cancellationToken) is > 0L)
                throw new BackupException("The database is not empty; restore into an empty one, for example over another data directory.");
            var database = new NpgsqlConnectionStringBuilder(connectionString);
            await PostgresTool.RunAsync(
                "pg_restore", database,
                ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--dbname", database.Database!, Path.GetFullPath(file)], cancellationToken);

            // An archive has no statistics, and queries without them are planned badly until somebody notices.
            await using var analyze = new NpgsqlCommand("analyze", connection) { CommandTimeout = 0 };
            await analyze.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (NpgsqlException error)
        {
            throw new BackupException($"The database cannot be used: {error.Message}", error);
        }
    }

    private static async Task RequireBackupAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            var start = new byte[Signature.Length];
            if (await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken) < start.Length || !start.AsSpan().SequenceEqual(Signature))
                throw new BackupException($"{file} is no backup; mantissa backup makes one.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{file} cannot be read: {error.Message}", error);
        }
    }
}
