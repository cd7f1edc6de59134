using Mantissa.Data.Entities;
using Npgsql;
using NpgsqlTypes;

namespace Mantissa.Data.Runs;

public sealed partial class RunLeases
{
    /// <summary>Training itself begins: data is loaded and the model built. From Starting to Running.</summary>
    /// <exception cref="LeaseLostException">The worker no longer holds the run.</exception>
    public Task MarkRunningAsync(RunLease lease, CancellationToken cancellationToken) =>
        ChangeAsync(
            lease,
            new(RunStatus.Running, "running", "Training began.", Reason: null, "started_at = coalesce(started_at, clock_timestamp())"),
            cancellationToken);

    /// <summary>Ends the run and the lease.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="final">Completed, Failed or Cancelled.</param>
    /// <param name="reason">Why, for a person; needed unless it is completed.</param>
    /// <param name="cancellationToken">Cancels the change as a whole.</param>
    /// <exception cref="LeaseLostException">The worker no longer holds the run.</exception>
    public Task CompleteAsync(RunLease lease, RunStatus final, string? reason, CancellationToken cancellationToken)
    {
        if (!final.IsFinished())
            throw new ArgumentOutOfRangeException(nameof(final), final, "A run ends Completed, Failed or Cancelled.");
        return ChangeAsync(
            lease,
            new(
                final, final.ToString().ToLowerInvariant(), reason ?? $"{final}.", reason,
                "lease_token = null, lease_expires_at = null, finished_at = clock_timestamp()"),
            cancellationToken);
    }

    /// <summary>Gives the run back unfinished, e.g. because the worker stops: it is Queued again and another worker continues it.</summary>
    /// <exception cref="LeaseLostException">The worker no longer holds the run.</exception>
    public Task ReleaseAsync(RunLease lease, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(
            lease,
            new(RunStatus.Queued, "released", reason, reason, "lease_token = null, lease_expires_at = null, worker_id = null"),
            cancellationToken);

    private sealed record Change(RunStatus To, string Kind, string Message, string? Reason, string Assignments);

    private async Task ChangeAsync(RunLease lease, Change change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var (from, queueName) = await UpdateAsync(connection, lease, change, cancellationToken);
        var transitions = new RunTransitions(connection, lease.RunId);
        await transitions.EventAsync(change.Kind, change.Message, lease.WorkerId, cancellationToken, from, change.To);
        await transitions.NotifyAsync(cancellationToken);
        if (change.To == RunStatus.Queued)
            await queue.EnqueueAsync(lease.RunId, queueName, transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<(RunStatus From, string Queue)> UpdateAsync(
        NpgsqlConnection connection, RunLease lease, Change change, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            with before as (select id, status from run where id = $1 and lease_token = $2 for update)
            update run set status = $3, status_reason = $4, {change.Assignments}
            from before where run.id = before.id returning before.status, run.queue
            """,
            connection);
        command.Parameters.Add(new() { Value = lease.RunId });
        command.Parameters.Add(new() { Value = lease.Token });
        command.Parameters.Add(new() { Value = change.To.ToString() });
        command.Parameters.Add(new() { Value = (object?)change.Reason ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (Enum.Parse<RunStatus>(reader.GetString(0)), reader.GetString(1))
            : throw new LeaseLostException(lease);
    }
}
