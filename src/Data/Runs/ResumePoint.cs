using Mantissa.Data.Metrics;
using Npgsql;

namespace Mantissa.Data.Runs;

/// <summary>
/// Takes a run's records back to where its checkpoint stands, or to nothing without one. Log lines and events stay: they tell what
/// happened, and it did happen.
/// </summary>
internal static class ResumePoint
{
    private static readonly string[] Tables = ["run_image", "run_artifact", "run_histogram"];

    public static async Task RewindAsync(
        NpgsqlConnection connection, Guid runId, CheckpointReference? checkpoint, CancellationToken cancellationToken)
    {
        var (attempt, sequence) = checkpoint is null ? (0, 0L) : (checkpoint.Attempt, checkpoint.MetricSequence);
        await MetricRewind.ExecuteAsync(connection, runId, attempt, sequence, cancellationToken);
        foreach (var table in Tables)
        {
            await using var command = new NpgsqlCommand($"delete from {table} where run_id = $1 and (attempt, sequence) > ($2, $3)", connection);
            command.Parameters.Add(new() { Value = runId });
            command.Parameters.Add(new() { Value = attempt });
            command.Parameters.Add(new() { Value = sequence });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
