using Mantissa.Data.Entities;
using Mantissa.Data.Notifications;
using Npgsql;
using NpgsqlTypes;

namespace Mantissa.Data.Runs;

/// <summary>What every change of a run's status brings with it, on the connection and in the transaction that makes the change.</summary>
internal sealed class RunTransitions(NpgsqlConnection connection, Guid runId)
{
    /// <summary>Records what happened, with the run's current attempt.</summary>
    public async Task EventAsync(
        string kind, string message, string? workerId, CancellationToken cancellationToken, RunStatus? from = null, RunStatus? to = null)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into run_event (run_id, attempt, at, kind, message, worker_id, from_status, to_status)
            select id, attempt, clock_timestamp(), $2, $3, $4, $5, $6 from run where id = $1
            """,
            connection).With(runId, kind, message.Replace('\0', '\uFFFD'));
        foreach (var optional in new[] { workerId, from?.ToString(), to?.ToString() })
            command.Parameters.Add(new() { Value = (object?)optional ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Ends a run that nobody holds any more.</summary>
    public async Task FinishAsync(
        RunStatus from, RunStatus to, string kind, string reason, string? workerId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            update run set status = $2, status_reason = $3, lease_token = null, lease_expires_at = null, finished_at = clock_timestamp()
            where id = $1
            """,
            connection).With(runId, to.ToString(), reason);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await EventAsync(kind, reason, workerId, cancellationToken, from, to);
        await NotifyAsync(cancellationToken);
    }

    /// <summary>How many workers died on the run since it last came forward: a checkpoint, or a person who tried it again.</summary>
    public async Task<long> CountLostWorkersAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select count(*) from run_event
            where run_id = $1 and kind = 'worker-lost' and at > greatest(
                (select max(created_at) from checkpoint where run_id = $1),
                (select max(at) from run_event where run_id = $1 and kind in ('submitted', 'retried')))
            """,
            connection).With(runId);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Tells every process, once the transaction commits.</summary>
    public async Task NotifyAsync(CancellationToken cancellationToken, RunChangeKind kind = RunChangeKind.Status)
    {
        await using var command = new NpgsqlCommand("select pg_notify($1, $2)", connection);
        command.Parameters.Add(new() { Value = NotificationChannels.Run });
        command.Parameters.Add(new() { Value = new RunChange(runId, kind).ToPayload() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
