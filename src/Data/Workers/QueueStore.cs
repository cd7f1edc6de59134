using Npgsql;

namespace Mantissa.Data.Workers;

/// <summary>How a queue stands.</summary>
/// <param name="Queue">Its name.</param>
/// <param name="Queued">Runs that wait.</param>
/// <param name="Running">Runs that a worker has.</param>
/// <param name="OldestQueuedAt">When the run that waits longest was submitted.</param>
/// <param name="LiveWorkers">Workers that serve it now; with none, what waits keeps waiting.</param>
/// <param name="PausedAt">Since when no worker takes runs from it; <see langword="null"/> while they do.</param>
public sealed record QueueState(string Queue, int Queued, int Running, DateTimeOffset? OldestQueuedAt, int LiveWorkers, DateTimeOffset? PausedAt = null);

/// <summary>How the queues stand.</summary>
public sealed class QueueStore(NpgsqlDataSource database)
{
    private static readonly string Sql = $"""
        with waiting as (
            select queue,
                count(*) filter (where status = 'Queued')::int as queued,
                count(*) filter (where status <> 'Queued')::int as running,
                min(created_at) filter (where status = 'Queued') as oldest
            from run where status in ('Queued', 'Starting', 'Running') and not external group by queue
        ),
        served as (
            select queue, (count(*) filter (where paused_at is null))::int as workers
            from worker cross join unnest(queues) as queue
            where {WorkerStore.IsAlive} group by queue
        )
        select queue, coalesce(queued, 0), coalesce(running, 0), oldest, coalesce(workers, 0), paused_at
        from waiting full join served using (queue) full join queue_pause using (queue) order by queue
        """;

    /// <summary>Every queue that has runs or workers or is paused, by name.</summary>
    public async Task<IReadOnlyList<QueueState>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var queues = new List<QueueState>();
        while (await reader.ReadAsync(cancellationToken))
        {
            queues.Add(new(
                reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetFieldValue<DateTimeOffset?>(3), reader.GetInt32(4),
                reader.GetFieldValue<DateTimeOffset?>(5)));
        }

        return queues;
    }

    /// <summary>Has no worker take runs from a queue, or lets them again; a queue need not have been used yet.</summary>
    public async Task SetPausedAsync(string queue, bool paused, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        var sql = paused ? "insert into queue_pause (queue) values ($1) on conflict do nothing" : "delete from queue_pause where queue = $1";
        await using var command = database.CreateCommand(sql).With(queue);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
