using Mantissa.Data.Queue;
using Npgsql;

namespace Mantissa.Testing;

/// <summary>
/// A queue for tests that run nothing: what is enqueued is a row written with the caller's transaction, so that a test sees whether run and
/// job commit together.
/// </summary>
public sealed class TransactionalQueue(NpgsqlDataSource database) : IRunQueue, IDisposable
{
    private readonly SemaphoreSlim preparing = new(1);
    private bool prepared;

    /// <summary>Thrown by the next <see cref="EnqueueAsync"/>, after its row is written.</summary>
    public Exception? NextFailure { get; set; }

    public async Task EnqueueAsync(Guid runId, string queue, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        await PrepareAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "insert into test_queue (run_id, queue) values ($1, $2) on conflict (run_id) do update set queue = excluded.queue",
            transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = runId });
        command.Parameters.Add(new() { Value = queue });
        await command.ExecuteNonQueryAsync(cancellationToken);
        if (NextFailure is { } failure)
        {
            NextFailure = null;
            throw failure;
        }
    }

    public async Task CancelAsync(Guid runId, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        await using var command = database.CreateCommand("delete from test_queue where run_id = $1");
        command.Parameters.Add(new() { Value = runId });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<QueuedRun?> FindAsync(Guid runId, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        await using var command = database.CreateCommand("select queue from test_queue where run_id = $1");
        command.Parameters.Add(new() { Value = runId });
        return await command.ExecuteScalarAsync(cancellationToken) is string queue ? new QueuedRun(runId, queue, Executing: false) : null;
    }

    public Task<IReadOnlyList<Guid>> RequeueLostAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Guid>>([]);

    public void Dispose() => preparing.Dispose();

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await preparing.WaitAsync(cancellationToken);
        try
        {
            if (prepared)
                return;
            await using var command = database.CreateCommand("create table if not exists test_queue (run_id uuid primary key, queue text not null)");
            await command.ExecuteNonQueryAsync(cancellationToken);
            prepared = true;
        }
        finally
        {
            preparing.Release();
        }
    }
}
