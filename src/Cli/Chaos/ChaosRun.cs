using System.Globalization;
using Mantissa.Cli.Chaos.Verification;

namespace Mantissa.Cli.Chaos;

/// <summary>Does one scenario, round after round, on a platform of its own.</summary>
internal sealed class ChaosRun(BuiltCheckout checkout, string parent, TimeProvider time, Action<string> say)
{
    private static readonly TimeSpan RoundLimit = TimeSpan.FromMinutes(6);

    /// <param name="scenario">What to break.</param>
    /// <param name="rounds">How often; as often as the scenario says when absent.</param>
    /// <param name="seed">Where and when to strike; the same seed strikes at the same steps.</param>
    /// <param name="outage">How long the database is away.</param>
    /// <param name="cancellationToken">Stops the platform and comes back.</param>
    public async Task<ChaosOutcome> RunAsync(ChaosScenario scenario, int? rounds, int seed, TimeSpan outage, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        if (scenario.Obstacle is { } obstacle)
            return new(scenario.Name, 0, seed, 0, new()) { Skipped = obstacle };

        // Not a folder that is closed to others: started by root, the server runs under another account, which has to be able to pass.
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"mantissa-chaos-{Guid.NewGuid():n}"));
        int done;
        Findings findings;
        try
        {
            (done, findings) = await OnStageAsync(scenario, folder.FullName, rounds ?? scenario.Rounds, seed, outage, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            folder.Delete(recursive: true);
            throw;
        }

        var left = StageProcesses.Of(folder.FullName);
        findings += new Findings { Orphans = left.Count, Broken = [.. left.Select(process => $"Process {process.Id} ({process.Name}) outlived the platform.")] };
        if (findings.Kept)
            folder.Delete(recursive: true);
        else
            say($"{scenario.Name}: what is left of the platform is in {folder.FullName}");
        return new(scenario.Name, done, seed, time.GetElapsedTime(begun).TotalSeconds, findings);
    }

    private async Task<(int Done, Findings Findings)> OnStageAsync(
        ChaosScenario scenario, string folder, int rounds, int seed, TimeSpan outage, CancellationToken cancellationToken)
    {
        var stage = new Stage(checkout, folder, time);
        var ground = await scenario.PrepareAsync(stage, cancellationToken);
        var findings = new Findings();
        var done = 0;
        try
        {
            await stage.StartAsync(cancellationToken);
            await TopUpAsync(scenario, stage, cancellationToken);
            var verifier = new Verifier(stage, await UndisturbedAsync(stage, seed, cancellationToken));
            for (; done < rounds && findings.Kept; done++)
            {
                var number = done + 1;
                var round = new Round(
                    stage, new Random(unchecked(seed * 7919 + number)), outage,
                    what => say(string.Create(CultureInfo.InvariantCulture, $"{scenario.Name} {number}/{rounds}: {what}")));
                findings += await StrikeAsync(scenario, round, verifier, cancellationToken);
                await TopUpAsync(scenario, stage, cancellationToken);
            }
        }
        catch (ChaosException problem)
        {
            findings += new Findings { Broken = [problem.Message] };
        }
        finally
        {
            await stage.DisposeAsync();
            if (ground is not null)
                await ground.DisposeAsync();
        }

        return (done, findings);
    }

    private static async Task<Findings> StrikeAsync(ChaosScenario scenario, Round round, Verifier verifier, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(RoundLimit + round.Outage);
        try
        {
            await scenario.StrikeAsync(round, limit.Token);
            await round.EndAsync(limit.Token);
            await round.Stage.ForgetDeadWorkersAsync();
            return await verifier.CheckAsync(round, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new() { EndedOnce = false, Broken = [$"The round did not end within {(RoundLimit + round.Outage).TotalMinutes:0} minutes."] };
        }
    }

    /// <summary>The run that nothing happens to.</summary>
    private static async Task<RunRecord> UndisturbedAsync(Stage stage, int seed, CancellationToken cancellationToken)
    {
        var calm = new Round(stage, new Random(seed), TimeSpan.Zero, _ => { });
        var run = await calm.SubmitAsync(cancellationToken);
        await calm.EndAsync(cancellationToken);
        var record = await RunRecord.ReadAsync(stage, run, cancellationToken);
        return record.Final is not null && record.Curves.Count > 0
            ? record
            : throw new ChaosException($"The run that nothing happened to did not complete: {(await calm.FindAsync(run, cancellationToken)).StatusReason}");
    }

    private static async Task TopUpAsync(ChaosScenario scenario, Stage stage, CancellationToken cancellationToken)
    {
        await stage.ForgetDeadWorkersAsync();
        while (stage.Workers.Count < scenario.Workers)
            await scenario.StartWorkerAsync(stage, cancellationToken);
    }
}
