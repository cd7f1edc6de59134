using Mantissa.Data.Entities;
using Mantissa.Data.Notifications;
using Mantissa.Data.Runs;
using Npgsql;

namespace Mantissa.Data.External;

public sealed partial class ExternalRunStore
{
    /// <summary>Renews the lease, and brings a run that was lost back. A run that its program ended stays as it is.</summary>
    /// <param name="id">The run.</param>
    /// <param name="attempt">The attempt that the caller belongs to; <see langword="null"/> for whichever it is.</param>
    /// <param name="progress">How far it is, if the caller says.</param>
    /// <param name="cancellationToken">Cancels the renewal.</param>
    private async Task<HeldRun> TouchAsync(Guid id, int? attempt, RunProgress? progress, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var held = await LockAsync(connection, id, attempt, cancellationToken);
        if (held.Ended || (!held.Due && !held.IsLost && progress is null))
            return held;

        await RenewAsync(connection, held, progress, cancellationToken);
        var transitions = new RunTransitions(connection, id);
        if (held.IsLost)
            await transitions.EventAsync("heard-from", "Its program is heard from again.", Owner, cancellationToken, held.Status, RunStatus.Running);
        if (held.IsLost || progress is not null)
            await transitions.NotifyAsync(cancellationToken, held.IsLost ? RunChangeKind.Status : RunChangeKind.Progress);
        await transaction.CommitAsync(cancellationToken);
        return held with { Status = held.IsLost ? RunStatus.Running : held.Status };
    }

    private static async Task<HeldRun> LockAsync(NpgsqlConnection connection, Guid id, int? attempt, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select external, attempt, lease_token, worker_id, recorded_sequence, status,
                   lease_expires_at is null and status in ('Completed', 'Failed', 'Cancelled'), cancel_requested_at is not null,
                   clock_timestamp() - heartbeat_at > least(heartbeat_timeout / 4, interval '1 second')
            from run where id = $1 for no key update
            """,
            connection).With(id);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            throw new RunNotFoundException(id);
        if (!reader.GetBoolean(0))
            throw new NotExternalException(id);
        var lease = new RunLease(id, reader.GetInt32(1), reader.GetGuid(2), reader.GetString(3));
        return attempt is null || attempt == lease.Attempt
            ? new(lease, reader.GetInt64(4), Enum.Parse<RunStatus>(reader.GetString(5)), reader.GetBoolean(6), reader.GetBoolean(7), reader.GetBoolean(8))
            : throw new AttemptOverException(id, attempt.Value, lease.Attempt);
    }

    private static async Task RenewAsync(NpgsqlConnection connection, HeldRun held, RunProgress? progress, CancellationToken cancellationToken)
    {
        var revived = held.IsLost ? $", status = 'Running', status_reason = null, finished_at = null, {DeletionSql.TakenBack}" : "";
        await using var command = new NpgsqlCommand(
            $"""
            update run set heartbeat_at = clock_timestamp(), lease_expires_at = clock_timestamp() + heartbeat_timeout{revived}
                {RunProgressSql.Assignments(progress)}
            where id = @run and lease_token = @token
            """,
            connection);
        RunProgressSql.AddTo(command, held.Lease, progress);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
