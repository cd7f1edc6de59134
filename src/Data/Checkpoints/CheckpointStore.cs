using Mantissa.Data.Entities;
using Mantissa.Data.Runs;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mantissa.Data.Checkpoints;

/// <summary>Reads the checkpoints that runs recorded. They are written by <see cref="RunRecorderStore"/>.</summary>
public sealed class CheckpointStore(NpgsqlDataSource database, IDbContextFactory<PlatformDbContext> contexts)
{
    /// <summary>A run's checkpoints, oldest first.</summary>
    public async Task<IReadOnlyList<Checkpoint>> ListAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Checkpoints
            .Where(checkpoint => checkpoint.RunId == runId)
            .OrderBy(checkpoint => checkpoint.Attempt).ThenBy(checkpoint => checkpoint.MetricSequence)
            .ToListAsync(cancellationToken);
    }

    /// <summary>What is known of a checkpoint, or <see langword="null"/> when there is none of that id.</summary>
    public async Task<Checkpoint?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Checkpoints.SingleOrDefaultAsync(checkpoint => checkpoint.Id == id, cancellationToken);
    }

    /// <summary>The one that a run ended with, or <see langword="null"/> while it has none.</summary>
    public async Task<Checkpoint?> FinalAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Checkpoints.Where(checkpoint => checkpoint.RunId == runId && checkpoint.Kind == CheckpointKind.Final)
            .OrderByDescending(checkpoint => checkpoint.Attempt).ThenByDescending(checkpoint => checkpoint.MetricSequence)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>A checkpoint's content, whole and checked against its SHA-256.</summary>
    /// <exception cref="CheckpointException">There is no such checkpoint, or its content is not what was written.</exception>
    public async Task<byte[]> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        var checkpoint = await FindAsync(id, cancellationToken) ?? throw new CheckpointException($"There is no checkpoint {id}.");
        var content = new byte[checkpoint.Size];
        await CopyToAsync(checkpoint, new MemoryStream(content), cancellationToken);
        return content;
    }

    /// <summary>Streams a checkpoint's content, part by part.</summary>
    /// <exception cref="CheckpointException">The content is not what was written; some of it may have been copied.</exception>
    public async Task CopyToAsync(Checkpoint checkpoint, Stream destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(destination);
        await StreamAsync(checkpoint, part => destination.WriteAsync(part, cancellationToken).AsTask(), cancellationToken);
    }

    /// <summary>Streams the weights and buffers of a checkpoint as a safetensors file that other tools read.</summary>
    /// <param name="checkpoint">Any checkpoint.</param>
    /// <param name="metadata">Texts for the file's own metadata.</param>
    /// <param name="destination">Where to write.</param>
    /// <param name="cancellationToken">Stops the copy.</param>
    /// <exception cref="CheckpointException">The content is not what was written; some of it may have been copied.</exception>
    public async Task CopyWeightsToAsync(
        Checkpoint checkpoint, IReadOnlyDictionary<string, string> metadata, Stream destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(destination);
        var filter = new WeightsFilter(destination, metadata);
        await StreamAsync(checkpoint, part => filter.AddAsync(part, cancellationToken), cancellationToken);
    }

    private async Task StreamAsync(Checkpoint checkpoint, Func<byte[], Task> take, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        await using var command = database.CreateCommand("select content from checkpoint_part where checkpoint_id = $1 order by index");
        command.Parameters.Add(new() { Value = checkpoint.Id });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var check = new CheckpointCheck(checkpoint);
        while (await reader.ReadAsync(cancellationToken))
        {
            var part = reader.GetFieldValue<byte[]>(0);
            check.Add(part);
            await take(part);
        }

        check.Finish();
    }

    /// <summary>The checkpoint from which a run continues: the one that was recorded last.</summary>
    internal static async Task<CheckpointReference?> LastAsync(
        NpgsqlConnection connection, Guid runId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select id, step, epoch, attempt, metric_sequence from checkpoint where run_id = $1
            order by attempt desc, metric_sequence desc limit 1
            """,
            connection).With(runId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(reader.GetGuid(0), reader.GetInt64(1), reader.GetDouble(2), reader.GetInt32(3), reader.GetInt64(4))
            : null;
    }
}
