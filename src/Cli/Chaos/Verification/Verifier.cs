using Mantissa.Data.Entities;
using Mantissa.Data.Events;
using Mantissa.Data.Runs;
using Npgsql;

namespace Mantissa.Cli.Chaos.Verification;

/// <summary>Reads everything back after a round and says which promises were kept.</summary>
internal sealed class Verifier(Stage stage, RunRecord undisturbed)
{
    private static readonly string[] Endings = ["completed", "failed", "cancelled"];

    public async Task<Findings> CheckAsync(Round round, CancellationToken cancellationToken)
    {
        var findings = new Findings();
        foreach (var id in round.Runs)
        {
            findings += RunComparison.Compare(
                id, await RunRecord.ReadAsync(stage, id, cancellationToken), undisturbed, RunJournal.Read(stage.Journal, id));
            findings += await EndingAsync(await round.FindAsync(id, cancellationToken), cancellationToken);
        }

        return findings + await QueueAsync(cancellationToken) + await SiteAsync(cancellationToken) + Processes();
    }

    private async Task<Findings> EndingAsync(Run run, CancellationToken cancellationToken)
    {
        var endings = (await stage.Get<EventStore>().ListAsync(run.Id, cancellationToken)).Where(entry => Endings.Contains(entry.Kind)).ToList();
        return run.Status == RunStatus.Completed && endings.Count == 1
            ? new()
            : new() { EndedOnce = false, Broken = [$"Run {run.Id} is {run.Status} and ended {endings.Count} times. {run.StatusReason}"] };
    }

    private async Task<Findings> QueueAsync(CancellationToken cancellationToken)
    {
        await using var command = stage.Get<NpgsqlDataSource>().CreateCommand(
            "select (select count(*) from quartz.qrtz_job_details) + (select count(*) from quartz.qrtz_triggers) + (select count(*) from quartz.qrtz_fired_triggers)");
        var left = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        return left == 0 ? new() : new() { QueueEmpty = false, Broken = [$"{left} entries are left in the queue."] };
    }

    /// <summary>The site lives through everything that is not done to itself.</summary>
    private async Task<Findings> SiteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await stage.Site.WaitUntilReadyAsync(cancellationToken);
            return new();
        }
        catch (ChaosException problem)
        {
            return new() { Broken = [problem.Message] };
        }
    }

    private Findings Processes()
    {
        var known = stage.Workers.Select(worker => worker.Id).Append(stage.Site.Id).ToHashSet();
        var orphans = StageProcesses.Of(stage.DataDirectory)
            .Where(process => process.Name.StartsWith("Mantissa", StringComparison.Ordinal) && !known.Contains(process.Id)).ToList();
        return new() { Orphans = orphans.Count, Broken = [.. orphans.Select(orphan => $"Process {orphan.Id} ({orphan.Name}) is left over.")] };
    }
}
