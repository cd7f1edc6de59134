using Mantissa.Data.Entities;
using Mantissa.Data.Queue;
using Mantissa.Data.Runs;
using Mantissa.Data.Workers;
using Npgsql;

namespace Mantissa.Cli.Chaos;

/// <summary>One time that something is broken: what a scenario does with the platform and its runs.</summary>
/// <param name="stage">The platform.</param>
/// <param name="random">Where and when to strike; the same for the same seed.</param>
/// <param name="outage">How long what is away stays away, where a scenario has no better measure.</param>
/// <param name="say">Told what is done.</param>
internal sealed class Round(Stage stage, Random random, TimeSpan outage, Action<string> say)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly List<Guid> runs = [];

    public Stage Stage => stage;

    public Random Random => random;

    public TimeSpan Outage => outage;

    public IReadOnlyList<Guid> Runs => runs;

    public void Say(string what) => say(what);

    public async Task<Guid> SubmitAsync(CancellationToken cancellationToken, string queue = "cpu")
    {
        var run = (await stage.Get<RunStore>().SubmitAsync(SmallRun.Specification with { Queue = queue }, null, cancellationToken)).Value;
        runs.Add(run.Id);
        return run.Id;
    }

    /// <summary>Waits until a run has trained for a random while: between two heartbeats, at no particular step.</summary>
    /// <exception cref="ChaosException">It has ended before, so that nothing is left to be disturbed.</exception>
    public async Task<Run> TrainsForAWhileAsync(Guid id, CancellationToken cancellationToken)
    {
        var step = random.Next(1, SmallRun.Steps / 2);
        await UntilAsync(id, run => run.Step >= step || run.Status.IsFinished(), $"reach step {step}", cancellationToken);
        await Task.Delay(random.Next(1000), cancellationToken);
        var run = await FindAsync(id, cancellationToken);
        return run.Status.IsFinished() ? throw new ChaosException($"The run had ended ({run.Status}) before it could be disturbed.") : run;
    }

    /// <summary>Submits a run and waits until a worker has trained it for a random while.</summary>
    public async Task<(Run Run, WorkerProcess Worker)> WorkerTrainsAsync(CancellationToken cancellationToken)
    {
        var run = await TrainsForAWhileAsync(await SubmitAsync(cancellationToken), cancellationToken);
        return (run, await HolderAsync(run, cancellationToken));
    }

    /// <summary>Submits more runs than there are workers, and waits until one has trained for a random while.</summary>
    public async Task<Run> CrowdAsync(CancellationToken cancellationToken)
    {
        var first = await SubmitAsync(cancellationToken);
        for (var i = 0; i < stage.Workers.Count; i++)
            await SubmitAsync(cancellationToken);
        return await TrainsForAWhileAsync(first, cancellationToken);
    }

    public async Task<Run> UntilAsync(Guid id, Func<Run, bool> condition, string what, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        var begun = stage.Time.GetTimestamp();
        while (true)
        {
            var run = await FindAsync(id, cancellationToken);
            if (condition(run))
                return run;
            if (stage.Time.GetElapsedTime(begun) > (patience ?? Patience))
                throw new ChaosException($"Run {id} did not {what}: it is {run.Status} at step {run.Step}, attempt {run.Attempt}. {run.StatusReason}");
            await Task.Delay(Interval, cancellationToken);
        }
    }

    /// <summary>Waits until every run of the round has ended.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        foreach (var id in runs)
        {
            await UntilAsync(id, run => run.Status.IsFinished(), "end", cancellationToken);
            await LeavesQueueAsync(id, cancellationToken);
        }
    }

    /// <summary>The worker that has a run.</summary>
    private async Task<WorkerProcess> HolderAsync(Run run, CancellationToken cancellationToken)
    {
        var known = await AskAsync(() => stage.Get<WorkerStore>().ListAsync(cancellationToken), cancellationToken);
        var process = known.SingleOrDefault(state => state.Worker.Id == run.WorkerId)?.Worker.ProcessId;
        return stage.Workers.SingleOrDefault(worker => worker.Id == process) ?? throw new ChaosException($"No worker of this scenario holds run {run.Id}.");
    }

    public async Task<Run> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await AskAsync(() => stage.Get<RunStore>().GetAsync(id, cancellationToken), cancellationToken) ?? throw new ChaosException($"Run {id} is gone.");

    /// <summary>Asks the database, which may be away for now.</summary>
    public async Task<T> AskAsync<T>(Func<Task<T>> question, CancellationToken cancellationToken)
    {
        var begun = stage.Time.GetTimestamp();
        while (true)
        {
            try
            {
                return await question();
            }
            catch (Exception e) when (IsAway(e) && stage.Time.GetElapsedTime(begun) < Patience)
            {
                await Task.Delay(Interval, cancellationToken);
            }
        }
    }

    /// <summary>The job goes just after its run has ended.</summary>
    private async Task LeavesQueueAsync(Guid id, CancellationToken cancellationToken)
    {
        var begun = stage.Time.GetTimestamp();
        while (await AskAsync(() => stage.Get<IRunQueue>().FindAsync(id, cancellationToken), cancellationToken) is not null
               && stage.Time.GetElapsedTime(begun) < TimeSpan.FromSeconds(3 * Stage.LeaseSeconds))
            await Task.Delay(Interval, cancellationToken);
    }

    private static bool IsAway(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is NpgsqlException or TimeoutException or IOException)
                return true;
        }

        return false;
    }
}
