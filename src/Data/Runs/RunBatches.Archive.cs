using Mantissa.Data.Entities;
using Npgsql;

namespace Mantissa.Data.Runs;

public sealed partial class RunBatches
{
    /// <summary>Takes runs out of the lists; nothing of them is lost. Those that wait or train are refused, unless they are made elsewhere.</summary>
    public Task<BatchOutcome> ArchiveAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        PutAwayAsync(ids, new("archived", "Archived.", "archived_at = now()", "found.archived_at is not null", "(found.finished or found.external)"), cancellationToken);

    /// <summary>Takes runs back out of the archive, deleted ones too.</summary>
    public Task<BatchOutcome> RestoreAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        PutAwayAsync(
            ids, new("restored", "Taken back out of the archive.", "archived_at = null, deleted_at = null", "found.archived_at is null", "true"), cancellationToken);

    /// <summary>
    /// Deletes runs, in two steps: at once they are in the archive, and after <see cref="DeletedRuns.Kept"/> they are gone with all that they
    /// recorded. Until then <see cref="UndeleteAsync"/> has everything back, whatever stops meanwhile.
    /// </summary>
    public Task<BatchOutcome> DeleteAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        PutAwayAsync(
            ids,
            new(
                "deleted", $"Deleted; gone for good after {DeletedRuns.Kept.TotalMinutes:0} minutes.", "archived_at = coalesce(run.archived_at, now()), deleted_at = now()",
                "found.deleted_at is not null", $"found.finished and not {IsStart}"),
            cancellationToken);

    /// <summary>Takes back a deletion: runs that were in the archive before stay there.</summary>
    public Task<BatchOutcome> UndeleteAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        PutAwayAsync(
            ids,
            new(
                "restored", "The deletion was taken back.",
                "archived_at = case when run.archived_at < run.deleted_at then run.archived_at end, deleted_at = null", "found.deleted_at is null", "true"),
            cancellationToken);

    /// <summary>Whether another run is to start from the run.</summary>
    private const string IsStart = """
        exists (
            select 1 from checkpoint join run as later on later.specification ->> 'startFrom' = checkpoint.id::text
            where checkpoint.run_id = found.id and checkpoint.pinned and later.id <> found.id and later.status <> 'Completed')
        """;

    /// <param name="Kind">Of the event that is recorded.</param>
    /// <param name="Message">In words.</param>
    /// <param name="Assignments">What is written.</param>
    /// <param name="Already">Whether a run is so already.</param>
    /// <param name="Allowed">Whether it may be done to a run.</param>
    private sealed record Move(string Kind, string Message, string Assignments, string Already, string Allowed);

    private async Task<BatchOutcome> PutAwayAsync(IReadOnlyList<Guid> ids, Move move, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var outcome = await WriteAsync(connection, ids, move, cancellationToken);
        await NotifyAsync(connection, outcome.Changed, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return outcome;
    }

    private static async Task<BatchOutcome> WriteAsync(NpgsqlConnection connection, IReadOnlyList<Guid> ids, Move move, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            with locked as materialized (
                select id, status, archived_at, deleted_at, external from run where id = any($1) order by id for update
            ), found as materialized (
                select id, status, archived_at, deleted_at, external, status in ('Completed', 'Failed', 'Cancelled') as finished from locked
            ), changed as (
                update run set {move.Assignments}, revision = run.revision + 1
                from found where found.id = run.id and not ({move.Already}) and {move.Allowed}
                returning run.id, run.attempt
            ), told as (
                insert into run_event (run_id, attempt, at, kind, message) select id, attempt, clock_timestamp(), $2, $3 from changed
            )
            select found.id, changed.id is not null, {move.Already}, found.status, found.finished from found left join changed on changed.id = found.id
            """,
            connection).With(ids.ToArray(), move.Kind, move.Message);
        var (changed, already, refused) = (new List<Guid>(), new List<Guid>(), new List<BatchRefusal>());
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                var id = reader.GetGuid(0);
                if (reader.GetBoolean(1))
                    changed.Add(id);
                else if (reader.GetBoolean(2))
                    already.Add(id);
                else
                    refused.Add(new(id, Refusal(Enum.Parse<RunStatus>(reader.GetString(3)), reader.GetBoolean(4))));
            }
        }

        var known = changed.Concat(already).Concat(refused.Select(refusal => refusal.Run)).ToHashSet();
        return new() { Changed = changed, Already = already, Refused = refused, Missing = [.. ids.Where(id => !known.Contains(id))] };
    }

    private static string Refusal(RunStatus status, bool finished) => finished
        ? "Another run is to start from one of its checkpoints."
        : status == RunStatus.Queued ? "It still waits in its queue; cancel it first." : "It is still running; cancel it first.";
}
