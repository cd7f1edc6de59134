using Mantissa.Data.Entities;
using Mantissa.Data.Runs;
using Npgsql;

namespace Mantissa.Data.External;

/// <summary>
/// Ends external runs whose programs fell silent: they are lost, until their program is heard from again or resumes them. While the
/// database or this process was away nobody could be heard, so from the later start on, every program has its whole time.
/// </summary>
public sealed class LostExternalRuns(NpgsqlDataSource database)
{
    private const string Sql = """
        with silent as (
            select id, status from run
            where external and status in ('Starting', 'Running')
              and greatest(lease_expires_at, pg_postmaster_start_time() + heartbeat_timeout, $1 + heartbeat_timeout) < clock_timestamp()
            for no key update skip locked
        )
        update run set status = case when cancel_requested_at is null then 'Failed' else 'Cancelled' end, finished_at = heartbeat_at,
            status_reason = 'Lost: its program fell silent for longer than '
                || extract(epoch from heartbeat_timeout)::bigint || ' seconds.'
        from silent where run.id = silent.id
        returning run.id, silent.status, run.status, run.status_reason
        """;

    /// <summary>The database's time, to count from.</summary>
    public async Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select clock_timestamp()");
        return (DateTime)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Marks what is lost.</summary>
    /// <param name="since">Since when programs can be heard here; see <see cref="NowAsync"/>.</param>
    /// <param name="cancellationToken">Cancels the round as a whole.</param>
    /// <returns>The runs.</returns>
    public async Task<IReadOnlyList<Guid>> MarkAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var lost = new List<(Guid Id, RunStatus From, RunStatus To, string Reason)>();
        await using (var command = new NpgsqlCommand(Sql, connection))
        {
            command.Parameters.Add(new() { Value = since.ToUniversalTime() });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                lost.Add((reader.GetGuid(0), Enum.Parse<RunStatus>(reader.GetString(1)), Enum.Parse<RunStatus>(reader.GetString(2)), reader.GetString(3)));
        }

        foreach (var (id, from, to, reason) in lost)
        {
            var transitions = new RunTransitions(connection, id);
            await transitions.EventAsync("lost", reason, ExternalRunStore.Owner, cancellationToken, from, to);
            await transitions.NotifyAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return [.. lost.Select(run => run.Id)];
    }
}
