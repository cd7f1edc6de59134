using Npgsql;

namespace Mantissa.Data.Runs;

/// <summary>Runs that were deleted from a list, and go for good once nobody may change their mind any more.</summary>
public sealed class DeletedRuns(NpgsqlDataSource database, RunStore runs)
{
    /// <summary>How long a deleted run can be had back.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>
    /// Deletes those whose time is over, with all that they recorded. One that somebody has back at that moment stays, and so does one that
    /// another run is to start from, until it has.
    /// </summary>
    /// <returns>How many went.</returns>
    public async Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        var gone = 0;
        foreach (var (id, revision) in await DueAsync(cancellationToken))
        {
            try
            {
                await runs.DeleteAsync(id, [revision], cancellationToken);
                gone++;
            }
            catch (Exception kept) when (kept is RunNotFoundException or RunRevisionException or RunStateException)
            {
                // Somebody was quicker, or it is needed; the next round asks again.
            }
        }

        return gone;
    }

    private async Task<IReadOnlyList<(Guid Id, long Revision)>> DueAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "select id, revision from run where deleted_at < now() - $1 and status in ('Completed', 'Failed', 'Cancelled') order by deleted_at").With(Kept);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var due = new List<(Guid, long)>();
        while (await reader.ReadAsync(cancellationToken))
            due.Add((reader.GetGuid(0), reader.GetInt64(1)));
        return due;
    }
}
