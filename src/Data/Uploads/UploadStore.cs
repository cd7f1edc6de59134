using System.Security.Cryptography;
using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mantissa.Data.Uploads;

/// <summary>Uploaded datasets: what people do with them. What workers do is in <see cref="UploadInspections"/>.</summary>
public sealed class UploadStore(NpgsqlDataSource database, IDbContextFactory<PlatformDbContext> contexts, TimeProvider time)
{
    /// <summary>Begins to take an upload; dispose the transfer in any case.</summary>
    /// <param name="maximumBytes">Bytes that its files may have together.</param>
    /// <param name="cancellationToken">Cancels the beginning.</param>
    public Task<UploadTransfer> ReceiveAsync(long maximumBytes, CancellationToken cancellationToken) =>
        UploadTransfer.BeginAsync(this, database, Guid.CreateVersion7(time.GetUtcNow()), maximumBytes, cancellationToken);

    /// <summary>All sets, newest first.</summary>
    public async Task<IReadOnlyList<UploadedSet>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.UploadedSets.OrderByDescending(set => set.Id).ToListAsync(cancellationToken);
    }

    /// <summary>The set, or <see langword="null"/> when there is none of that id.</summary>
    public async Task<UploadedSet?> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.UploadedSets.SingleOrDefaultAsync(set => set.Id == id, cancellationToken);
    }

    internal async Task<UploadedSet?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.UploadedSets.SingleOrDefaultAsync(set => set.Name == name, cancellationToken);
    }

    /// <summary>The set's files in the order in which they came.</summary>
    public async Task<IReadOnlyList<UploadedFile>> FilesAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.UploadedFiles.Where(file => file.SetId == id).OrderBy(file => file.Index).ToListAsync(cancellationToken);
    }

    /// <summary>The set's preview, or <see langword="null"/> while there is none.</summary>
    public async Task<UploadedPreview?> PreviewAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.UploadedPreviews.SingleOrDefaultAsync(preview => preview.SetId == id, cancellationToken);
    }

    /// <summary>Streams a file, part by part.</summary>
    /// <exception cref="UploadDamagedException">The content is not what was sent; some of it may have been copied.</exception>
    public async Task CopyToAsync(UploadedFile file, Stream destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(destination);
        await using var command = database.CreateCommand("select content from uploaded_part where set_id = $1 and file_index = $2 order by index");
        command.Parameters.Add(new() { Value = file.SetId });
        command.Parameters.Add(new() { Value = file.Index });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (await reader.ReadAsync(cancellationToken))
        {
            var part = reader.GetFieldValue<byte[]>(0);
            hash.AppendData(part);
            await destination.WriteAsync(part, cancellationToken);
        }

        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(file.Sha256))
            throw new UploadDamagedException(file.Name);
    }

    /// <summary>Deletes a set with everything that belongs to it.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="UploadInUseException">A run names it.</exception>
    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            return await context.UploadedSets.Where(set => set.Id == id).ExecuteDeleteAsync(cancellationToken) > 0;
        }
        catch (PostgresException used) when (used.SqlState is PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.RestrictViolation)
        {
            throw new UploadInUseException(await context.Runs.CountAsync(run => run.UploadedSetId == id, cancellationToken));
        }
    }
}
