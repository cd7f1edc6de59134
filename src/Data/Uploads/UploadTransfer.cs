using System.Security.Cryptography;
using Mantissa.Data.Entities;
using Mantissa.Data.Notifications;
using Mantissa.Data.Runs;
using Npgsql;

namespace Mantissa.Data.Uploads;

/// <summary>
/// An upload that arrives: its files go to the database piece by piece, in one transaction, so a sender that goes away leaves nothing
/// behind and this process holds one piece at a time.
/// </summary>
public sealed class UploadTransfer : IAsyncDisposable
{
    private const string SetKind = "uploaded-set";

    private readonly UploadStore store;
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private readonly Guid id;
    private readonly long maximumBytes;
    private readonly List<UploadedFile> files = [];
    private readonly byte[] buffer = GC.AllocateUninitializedArray<byte>(UploadedPart.MaximumBytes);

    private UploadTransfer(UploadStore store, NpgsqlConnection connection, NpgsqlTransaction transaction, Guid id, long maximumBytes)
    {
        this.store = store;
        this.connection = connection;
        this.transaction = transaction;
        this.id = id;
        this.maximumBytes = maximumBytes;
    }

    private long Size => files.Sum(file => file.Size);

    internal static async Task<UploadTransfer> BeginAsync(
        UploadStore store, NpgsqlDataSource database, Guid id, long maximumBytes, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        var transfer = new UploadTransfer(store, connection, await connection.BeginTransactionAsync(cancellationToken), id, maximumBytes);

        // Under a name that nobody else has; files refer to it from the start, and nobody sees it before the end.
        await connection.ExecuteAsync(
            "insert into uploaded_set (id, name, size, sha256, status) values ($1, $2, 0, '', 'Pending')", cancellationToken, id, id.ToString());
        return transfer;
    }

    /// <summary>Takes one file, to the end of the stream.</summary>
    /// <exception cref="UploadRefusedException">It is empty, there are too many bytes, or a file of that name came before.</exception>
    public async Task AddFileAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        name = UploadNames.RequireFile(name, files);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (size, index) = (0L, 0);
        while (await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken) is > 0 and var read)
        {
            size += read;
            if (Size + size > maximumBytes)
                throw new UploadRefusedException("file", $"The files have more than the {maximumBytes >> 20:N0} MiB that an upload may have. The limit is set by MANTISSA_UPLOAD_MIB.");
            hash.AppendData(buffer, 0, read);
            await connection.ExecuteAsync(
                "insert into uploaded_part (set_id, file_index, index, content) values ($1, $2, $3, $4)",
                cancellationToken, id, files.Count, index++, new ReadOnlyMemory<byte>(buffer, 0, read));
        }

        if (size == 0)
            throw new UploadRefusedException("file", $"'{name}' is empty.");
        files.Add(new UploadedFile { SetId = id, Index = files.Count, Name = name, Size = size, Sha256 = hash.GetHashAndReset() });
    }

    /// <summary>Makes it a set that workers look at. The same files under the same name again give the set of the first time.</summary>
    /// <exception cref="UploadRefusedException">There is no file, or the name cannot be used.</exception>
    /// <exception cref="UploadConflictException">Another set has that name.</exception>
    /// <exception cref="IdempotencyConflictException">The key was used before for something else.</exception>
    /// <exception cref="IdempotencyGoneException">What the key made was deleted.</exception>
    public async Task<SubmitResult<UploadedSet>> CommitAsync(string? name, string? idempotencyKey, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
            throw new UploadRefusedException("file", "The upload has no file. Send one or more as parts named 'file'.");
        name = UploadNames.RequireSet(name, files[0].Name);
        var sha256 = UploadManifest.Hash(files);
        var request = UploadManifest.Request(name, sha256);
        if (await IdempotencyKeys.ClaimAsync(transaction, idempotencyKey, request, SetKind, id, cancellationToken) is { } made)
            return await store.GetAsync(made, cancellationToken) is { } set ? new(set, Replayed: true) : throw new IdempotencyGoneException(idempotencyKey!);

        foreach (var file in files)
        {
            await connection.ExecuteAsync(
                "insert into uploaded_file (set_id, index, name, size, sha256) values ($1, $2, $3, $4, $5)",
                cancellationToken, id, file.Index, file.Name, file.Size, file.Sha256);
        }

        try
        {
            await connection.ExecuteAsync("update uploaded_set set name = $2, size = $3, sha256 = $4 where id = $1", cancellationToken, id, name, Size, sha256);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            await transaction.RollbackAsync(cancellationToken);
            return await store.FindAsync(name, cancellationToken) is { } earlier && earlier.Sha256.AsSpan().SequenceEqual(sha256)
                ? await ReplayAsync(earlier, idempotencyKey, request, cancellationToken)
                : throw new UploadConflictException(name);
        }

        await connection.ExecuteAsync("select pg_notify($1, '')", cancellationToken, NotificationChannels.Upload);
        await transaction.CommitAsync(cancellationToken);
        return new((await store.GetAsync(id, cancellationToken))!, Replayed: false);
    }

    /// <summary>The key stands for the set from now on, although another request made it.</summary>
    private async Task<SubmitResult<UploadedSet>> ReplayAsync(
        UploadedSet earlier, string? idempotencyKey, byte[] request, CancellationToken cancellationToken)
    {
        await using var claim = await connection.BeginTransactionAsync(cancellationToken);
        await IdempotencyKeys.ClaimAsync(claim, idempotencyKey, request, SetKind, earlier.Id, cancellationToken);
        await claim.CommitAsync(cancellationToken);
        return new(earlier, Replayed: true);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
