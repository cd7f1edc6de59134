using Npgsql;

namespace Mantissa.Data.Queue;

/// <summary>Finds unfinished runs that neither the queue nor a worker holds.</summary>
internal static class LostRuns
{
    // The grace period lets a commit that is just happening, or a worker that is just finishing, speak first. Rows that another
    // worker's sweep has locked are left to it.
    private const string Sql = $"""
        select run.id, run.queue
        from run
        where (run.status = 'Queued' and run.created_at < now() - interval '30 seconds'
               or run.status in ('Starting', 'Running') and run.lease_expires_at < now() - interval '30 seconds')
          and not run.external
          and not exists (select 1 from {QuartzSchema.Tables}job_details as job
                          where job.sched_name = '{QuartzSchema.SchedulerName}' and job.job_group = '{RunJob.Group}'
                            and job.job_name = run.id::text)
        order by run.created_at
        limit 100
        for update of run skip locked
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
