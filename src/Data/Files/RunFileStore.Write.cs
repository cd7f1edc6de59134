using System.Buffers;
using System.Security.Cryptography;
using Mantissa.Data.Entities;
using Mantissa.Data.Notifications;
using Mantissa.Data.Runs;
using Npgsql;

namespace Mantissa.Data.Files;

public sealed partial class RunFileStore
{
    /// <summary>
    /// Stores a file to the end of the stream, in the place of one that was there. All in one transaction: a sender that goes away leaves
    /// what was there before.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="path">Where in the run's folder.</param>
    /// <param name="content">The bytes; may be none.</param>
    /// <param name="maximumBytes">At most so many.</param>
    /// <param name="cancellationToken">Stops, and nothing is stored.</param>
    /// <exception cref="RunFilePathException">The path cannot be used.</exception>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="RunFileRefusedException">There are too many bytes, or the path is that of a folder or goes through a file.</exception>
    public async Task<RunFile> WriteAsync(Guid runId, string path, Stream content, long maximumBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        path = RunFilePath.RequireFile(path);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var id = Guid.CreateVersion7();
        try
        {
            await connection.ExecuteAsync("insert into run_file (id, run_id, size, sha256) values ($1, $2, 0, '')", cancellationToken, id, runId);
        }
        catch (PostgresException unknown) when (unknown.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            throw new RunNotFoundException(runId);
        }

        var (size, hash) = await WritePartsAsync(connection, id, content, maximumBytes, cancellationToken);

        // Writers of the same run take their places one after the other.
        await connection.ExecuteAsync("select from run where id = $1 for no key update", cancellationToken, runId);
        await RequireFreeAsync(connection, runId, path, cancellationToken);
        await connection.ExecuteAsync("delete from run_file where run_id = $1 and path = $2", cancellationToken, runId, path);
        await connection.ExecuteAsync("update run_file set path = $2, size = $3, sha256 = $4 where id = $1", cancellationToken, id, path, size, hash);
        await new RunTransitions(connection, runId).NotifyAsync(cancellationToken, RunChangeKind.Artifacts);
        await transaction.CommitAsync(cancellationToken);
        return (await FindAsync(runId, path, cancellationToken)) ?? throw new RunFileRefusedException($"'{path}' was deleted while it was stored.");
    }

    private static async Task<(long Size, byte[] Hash)> WritePartsAsync(
        NpgsqlConnection connection, Guid id, Stream content, long maximumBytes, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(RunFilePart.MaximumBytes);
        try
        {
            var (size, index) = (0L, 0);
            while (await content.ReadAtLeastAsync(buffer.AsMemory(0, RunFilePart.MaximumBytes), RunFilePart.MaximumBytes, throwOnEndOfStream: false, cancellationToken)
                is > 0 and var read)
            {
                size += read;
                if (size > maximumBytes)
                    throw new RunFileRefusedException($"The file has more than the {maximumBytes >> 20:N0} MiB that one may have.");
                hash.AppendData(buffer, 0, read);
                await connection.ExecuteAsync(
                    "insert into run_file_part (file_id, index, content) values ($1, $2, $3)", cancellationToken,
                    id, index++, new ReadOnlyMemory<byte>(buffer, 0, read));
            }

            return (size, hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>A path cannot be a file and a folder at once: whoever downloads the run's files could not write it.</summary>
    private static async Task RequireFreeAsync(NpgsqlConnection connection, Guid runId, string path, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select path from run_file
            where run_id = $1 and (starts_with(path, $2 || '/') or (starts_with($2, path || '/'))) limit 1
            """,
            connection).With(runId, path);
        if (await command.ExecuteScalarAsync(cancellationToken) is string taken)
            throw new RunFileRefusedException($"'{path}' cannot be a file beside '{taken}': one of them would be a file and a folder at once.");
    }
}
