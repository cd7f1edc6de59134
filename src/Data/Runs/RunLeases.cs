using Mantissa.Catalogue;
using Mantissa.Data.Checkpoints;
using Mantissa.Data.Configurations;
using Mantissa.Data.Entities;
using Mantissa.Data.Queue;
using Npgsql;

namespace Mantissa.Data.Runs;

/// <summary>
/// Decides which worker may write to a run. A lease ends by itself when its holder stops renewing it; all times are the database's, so
/// the clocks of the machines need not agree.
/// </summary>
public sealed partial class RunLeases(NpgsqlDataSource database, IRunQueue queue)
{
    /// <summary>
    /// So many workers may die in a row on a run, without a new checkpoint, before it is given up: training that crashes the process must
    /// not take every worker down for ever.
    /// </summary>
    public const int MaximumLostWorkers = 3;

    /// <summary>
    /// Gives the run to a worker, as a new attempt. What was recorded after the last checkpoint is discarded in the same transaction, so
    /// the attempt continues curves without gap or duplicate.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="workerId">Who wants it.</param>
    /// <param name="lease">How long it stays theirs without a heartbeat.</param>
    /// <param name="cancellationToken">Cancels the claim as a whole.</param>
    /// <returns>
    /// <see langword="null"/> when there is nothing to do: the run is unknown, finished, made elsewhere, leased by a worker that is alive, or its queue or this worker is paused. A run whose
    /// worker died after somebody asked it to stop becomes Cancelled here; one that lost too many workers becomes Failed.
    /// </returns>
    public async Task<LeasedRun?> ClaimAsync(Guid runId, string workerId, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await LockAsync(connection, runId, workerId, lease, cancellationToken) is not { } run || run.Status.IsFinished() || run.Leased)
            return null;

        // Workers hear of a pause a moment later than it is made. To end what was cancelled, nobody has to take it.
        if (run.Paused && !run.CancelRequested)
            return null;

        var transitions = new RunTransitions(connection, runId);
        if (run.Status != RunStatus.Queued)
        {
            await transitions.EventAsync("worker-lost", $"Worker {run.WorkerId} stopped answering.", run.WorkerId, cancellationToken);
            if (await RefuseAsync(transitions, run, cancellationToken))
            {
                await transaction.CommitAsync(cancellationToken);
                return null;
            }
        }

        var claimed = new RunLease(runId, run.Attempt + 1, Guid.NewGuid(), workerId);
        var checkpoint = await CheckpointStore.LastAsync(connection, runId, cancellationToken);
        await ResumePoint.RewindAsync(connection, runId, checkpoint, cancellationToken);
        await TakeAsync(connection, claimed, lease, checkpoint, cancellationToken);
        var message = checkpoint is null
            ? $"Worker {workerId} starts it."
            : $"Worker {workerId} resumes it from the checkpoint at step {checkpoint.Step}.";
        await transitions.EventAsync(
            checkpoint is null ? "claimed" : "resumed", message, workerId, cancellationToken, run.Status, RunStatus.Starting);
        await transitions.NotifyAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new LeasedRun(claimed, run.Name, run.Specification, checkpoint);
    }

    /// <summary>Renews the lease and shows the run's progress.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="progress">How far training is; <see langword="null"/> while it has not begun.</param>
    /// <param name="extension">How long from now the lease lasts without another heartbeat.</param>
    /// <param name="cancellationToken">Cancels the heartbeat.</param>
    public async Task<LeaseState> HeartbeatAsync(
        RunLease lease, RunProgress? progress, TimeSpan extension, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            $"""
            update run set heartbeat_at = clock_timestamp(), lease_expires_at = clock_timestamp() + @extension
                {RunProgressSql.Assignments(progress)}
            where id = @run and lease_token = @token
            returning cancel_requested_at is not null
            """,
            connection);
        RunProgressSql.AddTo(command, lease, progress);
        command.Parameters.AddWithValue("extension", extension);
        if (await command.ExecuteScalarAsync(cancellationToken) is not bool cancelRequested)
            return LeaseState.Lost;
        if (progress is not null)
            await new RunTransitions(connection, lease.RunId).NotifyAsync(cancellationToken, Notifications.RunChangeKind.Progress);
        await transaction.CommitAsync(cancellationToken);
        return cancelRequested ? LeaseState.CancelRequested : LeaseState.Held;
    }

    private sealed record Candidate(
        string Name, RunSpecification Specification, RunStatus Status, int Attempt, string? WorkerId, bool Leased, bool CancelRequested, bool Paused);

    // While the database was down nobody could send a heartbeat: from its start on, every holder has the time of a lease to do so.
    private static async Task<Candidate?> LockAsync(
        NpgsqlConnection connection, Guid runId, string workerId, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select name, specification::text, status, attempt, worker_id,
                   lease_token is not null and greatest(lease_expires_at, pg_postmaster_start_time() + $2) > clock_timestamp(),
                   cancel_requested_at is not null,
                   exists (select from queue_pause where queue_pause.queue = run.queue) or exists (select from worker where worker.id = $3 and paused_at is not null)
            from run where id = $1 and not external for update
            """,
            connection).With(runId, lease, workerId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new Candidate(
                reader.GetString(0), JsonColumn.Read<RunSpecification>(reader.GetString(1)), Enum.Parse<RunStatus>(reader.GetString(2)),
                reader.GetInt32(3), await reader.IsDBNullAsync(4, cancellationToken) ? null : reader.GetString(4),
                reader.GetBoolean(5), reader.GetBoolean(6), reader.GetBoolean(7))
            : null;
    }

    /// <summary>Ends a run whose worker died, where there is a reason not to try again.</summary>
    private static async Task<bool> RefuseAsync(RunTransitions transitions, Candidate run, CancellationToken cancellationToken)
    {
        if (run.CancelRequested)
        {
            await transitions.FinishAsync(
                run.Status, RunStatus.Cancelled, "cancelled", "Cancelled; its worker had stopped answering.", run.WorkerId, cancellationToken);
            return true;
        }

        if (await transitions.CountLostWorkersAsync(cancellationToken) < MaximumLostWorkers)
            return false;
        await transitions.FinishAsync(
            run.Status, RunStatus.Failed, "failed",
            $"Given up: {MaximumLostWorkers} workers in a row died on it without reaching a new checkpoint.", run.WorkerId, cancellationToken);
        return true;
    }

    private static async Task TakeAsync(
        NpgsqlConnection connection, RunLease lease, TimeSpan duration, CheckpointReference? checkpoint, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            update run set status = 'Starting', status_reason = null, attempt = $2, worker_id = $3, lease_token = $4,
                lease_expires_at = clock_timestamp() + $5, heartbeat_at = clock_timestamp(), recorded_sequence = 0, step = $6,
                epoch = $7, images_per_second = null, loss = null
            where id = $1
            """,
            connection).With(lease.RunId, lease.Attempt, lease.WorkerId, lease.Token, duration, checkpoint?.Step ?? 0, checkpoint?.Epoch ?? 0);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
