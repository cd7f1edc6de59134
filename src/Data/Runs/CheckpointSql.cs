using System.Security.Cryptography;
using Mantissa.Data.Entities;
using Npgsql;

namespace Mantissa.Data.Runs;

/// <summary>The statements that write a checkpoint and drop those that it makes superfluous.</summary>
internal static class CheckpointSql
{
    /// <summary>
    /// How many of a run's periodic and interrupted checkpoints are kept unless it says otherwise: the last one, and one more to go back to.
    /// </summary>
    public const int PeriodicKept = 2;

    public static IEnumerable<NpgsqlBatchCommand> Write(RunLease lease, long sequence, CheckpointUpload checkpoint)
    {
        // The database gives ids of this table no meaning, so a random one will do.
        var id = Guid.NewGuid();
        var insert = new NpgsqlBatchCommand(
            """
            insert into checkpoint (id, run_id, attempt, step, epoch, kind, size, sha256, metric_sequence, best)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """);
        foreach (var value in new object[]
        {
            id, lease.RunId, lease.Attempt, checkpoint.Step, checkpoint.Epoch, checkpoint.Kind.ToString(),
            (long)checkpoint.Content.Length, SHA256.HashData(checkpoint.Content.Span), sequence,
            checkpoint.Best || checkpoint.Kind == CheckpointKind.Best,
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

        yield return Prune(lease.RunId, "kind in ('Periodic', 'Interrupted') and not best", checkpoint.Keep);
        yield return Prune(lease.RunId, "best", keep: 1);
    }

    /// <summary>
    /// Deletes all but the newest of a set. The final one always stays, and so does one that another run starts from: a submission pins it,
    /// and the outer condition sees a pin that was committed while this statement waited for the row.
    /// </summary>
    private static NpgsqlBatchCommand Prune(Guid runId, string among, int keep) =>
        new NpgsqlBatchCommand(
            $"""
            delete from checkpoint where kind <> 'Final' and not pinned and id in (
                select id from checkpoint where run_id = $1 and {among} order by attempt desc, metric_sequence desc offset $2)
            """).With(runId, keep);
}
