using System.Globalization;
using Mantissa.Data.Runs;
using Npgsql;

namespace Mantissa.Data.Retention;

/// <summary>Removes what is kept of old runs for a while only, run by run, and leaves a word about it in their history.</summary>
public sealed class RetentionStore(NpgsqlDataSource database)
{
    private const int RunsAtOnce = 100;

    private const string Superfluous = "kind in ('Periodic', 'Interrupted') and not best and not pinned";

    /// <summary>Removes everything that is over its time.</summary>
    /// <returns>From how many runs something was removed.</returns>
    public async Task<int> ApplyAsync(RetentionOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var runs = 0;
        if (options.Checkpoints is { } checkpoints)
            runs += await RemoveAsync("checkpoint", Superfluous, checkpoints, "Checkpoints that only a resume needs", cancellationToken);
        if (options.Logs is { } logs)
            runs += await RemoveAsync("log_line", "true", logs, "The console log", cancellationToken);
        return runs;
    }

    private async Task<int> RemoveAsync(string table, string condition, TimeSpan age, string what, CancellationToken cancellationToken)
    {
        var removed = 0;
        var message = string.Create(CultureInfo.InvariantCulture, $"{what} went {age.TotalDays:0.##} days after the end of the run.");
        while (true)
        {
            var old = await FindAsync(table, condition, age, cancellationToken);
            foreach (var run in old)
                removed += await RemoveAsync(run, table, condition, age, message, cancellationToken) ? 1 : 0;
            if (old.Count < RunsAtOnce)
                return removed;
        }
    }

    private async Task<List<Guid>> FindAsync(string table, string condition, TimeSpan age, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"""
            select id from run
            where finished_at < now() - $1 and exists (select from {table} where run_id = run.id and {condition})
            order by finished_at limit {RunsAtOnce}
            """).With(age);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var runs = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken))
            runs.Add(reader.GetGuid(0));
        return runs;
    }

    /// <summary>In one transaction, with the run's row locked: a person who tries the run again waits, and then starts without a checkpoint.</summary>
    private async Task<bool> RemoveAsync(Guid run, string table, string condition, TimeSpan age, string message, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var still = new NpgsqlCommand("select from run where id = $1 and finished_at < now() - $2 for update", connection).With(run, age);
        await using (var reader = await still.ExecuteReaderAsync(cancellationToken))
        {
            if (!await reader.ReadAsync(cancellationToken))
                return false;
        }

        await using var delete = new NpgsqlCommand($"delete from {table} where run_id = $1 and {condition}", connection) { CommandTimeout = 0 };
        await delete.With(run).ExecuteNonQueryAsync(cancellationToken);
        await new RunTransitions(connection, run).EventAsync("retention", message, workerId: null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
