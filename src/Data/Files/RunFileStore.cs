using System.Buffers;
using System.Data;
using System.Security.Cryptography;
using Mantissa.Data.Entities;
using Mantissa.Data.Notifications;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mantissa.Data.Files;

/// <summary>An entry of a folder.</summary>
/// <param name="Name">Within the folder.</param>
/// <param name="Size">Bytes; <see langword="null"/> for a folder.</param>
public sealed record RunFolderEntry(string Name, long? Size)
{
    public bool IsFolder => Size is null;
}

/// <summary>Files of any size that belong to runs. They are kept in pieces, and never more than one of them is in memory.</summary>
public sealed partial class RunFileStore(NpgsqlDataSource database, IDbContextFactory<PlatformDbContext> contexts)
{
    private const int CopyBytes = 64 << 10;

    /// <summary>All files of a run, by path.</summary>
    public async Task<IReadOnlyList<RunFile>> ListAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.RunFiles.Where(file => file.RunId == runId).OrderBy(file => file.Path).ToListAsync(cancellationToken);
    }

    /// <summary>What is directly in a folder, by name; nothing when there is no such folder.</summary>
    /// <exception cref="RunFilePathException">The path cannot be used.</exception>
    public async Task<IReadOnlyList<RunFolderEntry>> ListFolderAsync(Guid runId, string? folder, CancellationToken cancellationToken)
    {
        var prefix = RunFilePath.RequireFolder(folder) is { Length: > 0 } path ? path + "/" : "";
        await using var command = database.CreateCommand(
            """
            select split_part(inside, '/', 1), case when bool_or(inside like '%/%') then null else max(size) end
            from (select substr(path, length($2) + 1) as inside, size from run_file where run_id = $1 and starts_with(path, $2)) as file
            group by 1 order by 1
            """).With(runId, prefix);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<RunFolderEntry>();
        while (await reader.ReadAsync(cancellationToken))
            entries.Add(new(reader.GetString(0), reader.GetFieldValue<long?>(1)));
        return entries;
    }

    /// <summary>The file, or <see langword="null"/> when there is none at that path.</summary>
    public async Task<RunFile?> FindAsync(Guid runId, string path, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.RunFiles.SingleOrDefaultAsync(file => file.RunId == runId && file.Path == path, cancellationToken);
    }

    /// <summary>Streams a file, piece by piece.</summary>
    /// <exception cref="RunFileDamagedException">The content is not what was sent; some of it may have been copied.</exception>
    public async Task CopyToAsync(RunFile file, Stream destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(destination);
        await using var command = database.CreateCommand("select content from run_file_part where file_id = $1 order by index").With(file.Id);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(CopyBytes);
        try
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                await using var part = await reader.GetStreamAsync(0, cancellationToken);
                while (await part.ReadAsync(buffer, cancellationToken) is > 0 and var read)
                {
                    hash.AppendData(buffer, 0, read);
                    await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(file.Sha256))
            throw new RunFileDamagedException(file.Path);
    }

    /// <summary>Deletes a file, or a folder with all that is in it.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="RunFilePathException">The path cannot be used.</exception>
    public async Task<bool> DeleteAsync(Guid runId, string path, CancellationToken cancellationToken)
    {
        path = RunFilePath.RequireFile(path.TrimEnd('/'));
        await using var command = database.CreateCommand(
            """
            with deleted as (delete from run_file where run_id = $1 and (path = $2 or starts_with(path, $2 || '/')) returning id)
            select true from deleted cross join (select pg_notify($3, $4)) as told limit 1
            """).With(runId, path, NotificationChannels.Run, new RunChange(runId, RunChangeKind.Artifacts).ToPayload());
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }
}

/// <summary>A file has more bytes than allowed, or its path is taken by a folder.</summary>
public sealed class RunFileRefusedException(string message) : Exception(message);

/// <summary>What is stored of a file is not what was sent.</summary>
public sealed class RunFileDamagedException(string? path) : Exception($"The file '{path}' is damaged: its content does not match its SHA-256.");
