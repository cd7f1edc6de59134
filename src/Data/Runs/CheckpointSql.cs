using System.Security.Cryptography;
using Mantissa.Data.Entities;
using Npgsql;

namespace Mantissa.Data.Runs;

/// <summary>The statements that write a checkpoint and drop those that it makes superfluous.</summary>
internal static class CheckpointSql
{
    /// <summary>How many of a run's periodic checkpoints are kept: the last one, and one more should that be unreadable.</summary>
    public const int PeriodicKept = 2;

    public static IEnumerable<NpgsqlBatchCommand> Write(RunLease lease, long sequence, CheckpointUpload checkpoint)
    {
        // The database gives ids of this table no meaning, so a random one will do.
        var id = Guid.NewGuid();
        var insert = new NpgsqlBatchCommand(
            """
            insert into checkpoint (id, run_id, attempt, step, epoch, kind, size, sha256, metric_sequence)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """);
        foreach (var value in new object[]
        {
            id, lease.RunId, lease.Attempt, checkpoint.Step, checkpoint.Epoch, checkpoint.Kind.ToString(),
            (long)checkpoint.Content.Length, SHA256.HashData(checkpoint.Content.Span), sequence,
        })
            insert.Parameters.Add(new() { Value = value });
        yield return insert;

        for (int index = 0, start = 0; start < checkpoint.Content.Length; index++, start += CheckpointPart.MaximumBytes)
        {
            var part = new NpgsqlBatchCommand("insert into checkpoint_part (checkpoint_id, index, content) values ($1, $2, $3)");
            part.Parameters.Add(new() { Value = id });
            part.Parameters.Add(new() { Value = index });
            part.Parameters.Add(new()
            {
                Value = checkpoint.Content.Slice(start, Math.Min(CheckpointPart.MaximumBytes, checkpoint.Content.Length - start)),
            });
            yield return part;
        }

        yield return Prune(lease.RunId, CheckpointKind.Periodic, PeriodicKept);
        yield return Prune(lease.RunId, CheckpointKind.Best, keep: 1);
    }

    private static NpgsqlBatchCommand Prune(Guid runId, CheckpointKind kind, int keep)
    {
        var command = new NpgsqlBatchCommand(
            """
            delete from checkpoint where id in (
                select id from checkpoint where run_id = $1 and kind = $2 order by attempt desc, metric_sequence desc offset $3)
            """);
        command.Parameters.Add(new() { Value = runId });
        command.Parameters.Add(new() { Value = kind.ToString() });
        command.Parameters.Add(new() { Value = keep });
        return command;
    }
}
