using Mantissa.Data.Metrics;
using Npgsql;

namespace Mantissa.Data.Runs;

/// <summary>
/// Takes a run's records back to where its checkpoint stands, or to nothing without one. Log lines and events stay: they tell what
/// happened, and it did happen.
/// </summary>
internal static class ResumePoint
{
    public static async Task RewindAsync(
        NpgsqlConnection connection, Guid runId, CheckpointReference? checkpoint, CancellationToken cancellationToken)
    {
        var (attempt, sequence) = checkpoint is null ? (0, 0L) : (checkpoint.Attempt, checkpoint.MetricSequence);
        await MetricRewind.ExecuteAsync(connection, runId, attempt, sequence, cancellationToken);
        await using var images = new NpgsqlCommand("delete from run_image where run_id = $1 and (attempt, sequence) > ($2, $3)", connection);
        images.Parameters.Add(new() { Value = runId });
        images.Parameters.Add(new() { Value = attempt });
        images.Parameters.Add(new() { Value = sequence });
        await images.ExecuteNonQueryAsync(cancellationToken);
    }
}
