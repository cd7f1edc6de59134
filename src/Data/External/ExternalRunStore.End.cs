using Mantissa.Data.Entities;
using Mantissa.Data.Runs;
using Npgsql;
using NpgsqlTypes;

namespace Mantissa.Data.External;

public sealed partial class ExternalRunStore
{
    /// <summary>Ends the run. Ending it again in the same way changes nothing.</summary>
    /// <param name="id">The run.</param>
    /// <param name="attempt">The attempt that ends it; <see langword="null"/> for whichever it is.</param>
    /// <param name="final">Completed, Failed or Cancelled.</param>
    /// <param name="reason">Why, for a person, if there is something to say.</param>
    /// <param name="finishedAt">When it ended; now unless said.</param>
    /// <param name="cancellationToken">Cancels the change as a whole.</param>
    /// <inheritdoc cref="AppendAsync" path="/exception[not(contains(@cref, 'Sequence'))]"/>
    public Task FinishAsync(
        Guid id, int? attempt, RunStatus final, string? reason, DateTimeOffset? finishedAt, CancellationToken cancellationToken)
    {
        if (!final.IsFinished())
            throw new ArgumentOutOfRangeException(nameof(final), final, "A run ends Completed, Failed or Cancelled.");
        return ChangeAsync(id, attempt, async (connection, held) =>
        {
            if (held.Ended)
                return held.Status == final ? null : throw new RecordingEndedException(id, held.Status);
            await connection.ExecuteAsync(
                """
                update run set status = $2, status_reason = $3, lease_expires_at = null, finished_at = coalesce($4, clock_timestamp())
                where id = $1
                """,
                cancellationToken, id, final.ToString(), Text(reason), Time(finishedAt));
            return new(final.ToString().ToLowerInvariant(), reason ?? $"{final}.", final);
        }, cancellationToken);
    }

    /// <summary>
    /// Continues a run as a new attempt, whatever its status: whoever recorded the attempt before can no longer write. What was recorded
    /// stays, or is cut off after a batch of the last attempt, for a program that goes back to a checkpoint of its own.
    /// </summary>
    /// <param name="id">The run.</param>
    /// <param name="afterSequence">The last batch of the current attempt to keep; all of them unless said.</param>
    /// <param name="cancellationToken">Cancels the change as a whole.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="NotExternalException">Workers train it.</exception>
    /// <exception cref="ResumeAfterException">The attempt has no such batch.</exception>
    public Task ResumeAsync(Guid id, long? afterSequence, CancellationToken cancellationToken) =>
        ChangeAsync(id, attempt: null, async (connection, held) =>
        {
            if (afterSequence < 0 || afterSequence > held.Sequence)
                throw new ResumeAfterException(afterSequence.Value, held.Sequence);
            if (afterSequence < held.Sequence)
                await ResumePoint.RewindAsync(connection, id, new(Guid.Empty, 0, 0, held.Lease.Attempt, afterSequence.Value), cancellationToken);
            await connection.ExecuteAsync(
                $"""
                update run set status = 'Running', status_reason = null, attempt = attempt + 1, lease_token = $2, recorded_sequence = 0,
                    heartbeat_at = clock_timestamp(), lease_expires_at = clock_timestamp() + heartbeat_timeout, finished_at = null,
                    cancel_requested_at = null, {DeletionSql.TakenBack}
                where id = $1
                """,
                cancellationToken, id, Guid.NewGuid());
            var cut = afterSequence < held.Sequence ? $" What came after batch {afterSequence} is discarded." : "";
            return new("resumed", $"Its program resumes it.{cut}", RunStatus.Running);
        }, cancellationToken);

    /// <summary>
    /// Sets the status as a program without attempts sees it: it may end a run, end it otherwise, or take it up again, and all of it is the
    /// same attempt. Setting what is set changes nothing.
    /// </summary>
    /// <param name="id">The run.</param>
    /// <param name="status">Running, Completed, Failed or Cancelled.</param>
    /// <param name="finishedAt">When it ended; now unless said.</param>
    /// <param name="cancellationToken">Cancels the change as a whole.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="NotExternalException">Workers train it.</exception>
    public Task SetStatusAsync(Guid id, RunStatus status, DateTimeOffset? finishedAt, CancellationToken cancellationToken) =>
        ChangeAsync(id, attempt: null, async (connection, held) =>
        {
            if (status == held.Status && !held.IsLost)
                return null;
            var goesOn = status.IsFinished() ? "" : $", {DeletionSql.TakenBack}";
            await connection.ExecuteAsync(
                $"""
                update run set status = $2, status_reason = null, heartbeat_at = clock_timestamp(),
                    lease_expires_at = case when $3 then null else clock_timestamp() + heartbeat_timeout end,
                    finished_at = case when $3 then coalesce($4, clock_timestamp()) end{goesOn}
                where id = $1
                """,
                cancellationToken, id, status.ToString(), status.IsFinished(), Time(finishedAt));
            return status.IsFinished()
                ? new(status.ToString().ToLowerInvariant(), $"{status}.", status)
                : new("resumed", "Its program takes it up again.", status);
        }, cancellationToken);

    private sealed record Change(string Kind, string Message, RunStatus To);

    /// <summary>Changes a run under its row's lock; the event and the notification follow.</summary>
    private async Task ChangeAsync(
        Guid id, int? attempt, Func<NpgsqlConnection, HeldRun, Task<Change?>> change, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var held = await LockAsync(connection, id, attempt, cancellationToken);
        if (await change(connection, held) is not { } made)
            return;
        var transitions = new RunTransitions(connection, id);
        await transitions.EventAsync(made.Kind, made.Message, Owner, cancellationToken, held.Status, made.To);
        await transitions.NotifyAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static NpgsqlParameter Text(string? value) =>
        new() { Value = (object?)value?.Replace('\0', '\uFFFD') ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter Time(DateTimeOffset? value) =>
        new() { Value = (object?)value?.ToUniversalTime() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
