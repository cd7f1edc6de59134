using Npgsql;

namespace Mantissa.Data.Queue;

/// <summary>Finds unfinished runs that neither the queue nor a worker holds.</summary>
internal static class LostRuns
{
    // The grace period lets a commit that is just happening, or a worker that is just finishing, speak first. Rows that another
    // worker's sweep has locked are left to it.
    private const string Sql = $"""
        SELECT run.id, run.queue
        FROM run
        WHERE (run.status = 'Queued' AND run.created_at < now() - interval '30 seconds'
               OR run.status IN ('Starting', 'Running') AND run.lease_expires_at < now() - interval '30 seconds')
          AND NOT EXISTS (SELECT 1 FROM {QuartzSchema.Tables}job_details AS job
                          WHERE job.sched_name = '{QuartzSchema.SchedulerName}' AND job.job_group = '{RunJob.Group}'
                            AND job.job_name = run.id::text)
        ORDER BY run.created_at
        LIMIT 100
        FOR UPDATE OF run SKIP LOCKED
        """;

    public static async Task<IReadOnlyList<(Guid Id, string Queue)>> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<(Guid, string)>();
        while (await reader.ReadAsync(cancellationToken))
            found.Add((reader.GetGuid(0), reader.GetString(1)));
        return found;
    }
}
