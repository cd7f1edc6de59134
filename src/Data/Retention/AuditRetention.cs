using Npgsql;

namespace Mantissa.Data.Retention;

/// <summary>Removes what the audit log has had for long enough.</summary>
public sealed class AuditRetention(NpgsqlDataSource database)
{
    // A statement that takes long keeps the server from cleaning up behind everybody.
    private const int EntriesAtOnce = 10_000;

    /// <summary>Removes the entries that are older than this.</summary>
    /// <returns>How many went.</returns>
    public async Task<long> ApplyAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        var removed = 0L;
        while (true)
        {
            await using var command = database.CreateCommand(
                $"delete from accounts.audit_entry where id in (select id from accounts.audit_entry where at < now() - $1 limit {EntriesAtOnce})").With(age);
            var count = await command.ExecuteNonQueryAsync(cancellationToken);
            removed += count;
            if (count < EntriesAtOnce)
                return removed;
        }
    }
}
