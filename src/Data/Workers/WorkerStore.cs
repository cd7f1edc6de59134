using Mantissa.Data.Configurations;
using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Mantissa.Data.Workers;

/// <summary>A worker and whether it is there.</summary>
/// <param name="Worker">What is known of it.</param>
/// <param name="IsAlive">It has not said goodbye and was heard within <see cref="WorkerStore.AliveFor"/>.</param>
public sealed record WorkerState(Worker Worker, bool IsAlive);

/// <summary>Who works for the platform.</summary>
public sealed class WorkerStore(NpgsqlDataSource database, IDbContextFactory<PlatformDbContext> contexts)
{
    /// <summary>How long a worker counts as alive after its last heartbeat; it should send one every few seconds.</summary>
    public static readonly TimeSpan AliveFor = TimeSpan.FromSeconds(30);

    // Workers that are gone stay listed for a while, so that one can see what became of their runs.
    private const string Remembered = "interval '7 days'";

    /// <summary>The condition, in SQL, under which a row of <c>worker</c> is alive.</summary>
    internal static readonly string IsAlive = $"stopped_at is null and heartbeat_at > clock_timestamp() - interval '{AliveFor.TotalSeconds} seconds'";

    /// <summary>Announces a worker, or one whose row was lost again.</summary>
    public async Task RegisterAsync(WorkerRegistration worker, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(worker);
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"delete from worker where heartbeat_at < now() - {Remembered}"));
        var insert = new NpgsqlBatchCommand(
            """
            insert into worker (id, host, process_id, version, queues, devices) values ($1, $2, $3, $4, $5, $6)
            on conflict (id) do update set host = excluded.host, process_id = excluded.process_id, version = excluded.version,
                queues = excluded.queues, devices = excluded.devices, heartbeat_at = now(), stopped_at = null
            """);
        insert.Parameters.Add(new() { Value = worker.Id });
        insert.Parameters.Add(new() { Value = worker.Host });
        insert.Parameters.Add(new() { Value = worker.ProcessId });
        insert.Parameters.Add(new() { Value = worker.Version });
        insert.Parameters.Add(new() { Value = worker.Queues.ToArray() });
        insert.Parameters.Add(new() { Value = JsonColumn.Write(worker.Devices), NpgsqlDbType = NpgsqlDbType.Jsonb });
        batch.BatchCommands.Add(insert);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Says that the worker is there and what it runs.</summary>
    /// <returns>What it is to do; <see langword="null"/> when the worker is not known and has to register again.</returns>
    public async Task<WorkerOrders?> HeartbeatAsync(string workerId, Guid? currentRunId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            update worker set heartbeat_at = clock_timestamp(), current_run_id = $2, stopped_at = null where id = $1
            returning paused_at is null, array(select queue from queue_pause order by queue)
            """);
        command.Parameters.Add(new() { Value = workerId });
        command.Parameters.Add(new() { Value = (object?)currentRunId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new(reader.GetBoolean(0), reader.GetFieldValue<string[]>(1)) : null;
    }

    /// <summary>Has a worker take no more runs, or take them again; it hears of it with its next heartbeat.</summary>
    /// <exception cref="WorkerNotFoundException">No live worker has this id.</exception>
    public async Task SetPausedAsync(string workerId, bool paused, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"update worker set paused_at = case when $2 then coalesce(paused_at, clock_timestamp()) end where id = $1 and {IsAlive}").With(workerId, paused);
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0)
            throw new WorkerNotFoundException(workerId);
    }

    /// <summary>Says goodbye.</summary>
    public async Task StopAsync(string workerId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "update worker set stopped_at = clock_timestamp(), current_run_id = null where id = $1").With(workerId);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Workers of the last days, those that are alive first, then by start, newest first.</summary>
    public async Task<IReadOnlyList<WorkerState>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var sql = $"select id as \"Value\" from worker where {IsAlive}";
        var alive = await context.Database.SqlQueryRaw<string>(sql).ToListAsync(cancellationToken);
        var workers = await context.Workers.OrderByDescending(worker => worker.StartedAt).ToListAsync(cancellationToken);
        return [.. workers.Select(worker => new WorkerState(worker, alive.Contains(worker.Id))).OrderByDescending(state => state.IsAlive)];
    }
}
