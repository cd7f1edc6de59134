namespace Mantissa.Cli.Chaos.Scenarios;

internal sealed class WorkerKill : ChaosScenario
{
    public override string Name => "worker-kill";

    public override string Summary => "kill −9 of the worker at a random step";

    public override int Rounds => 20;

    public override async Task StrikeAsync(Round round, CancellationToken cancellationToken)
    {
        var (run, worker) = await round.WorkerTrainsAsync(cancellationToken);
        await worker.KillAsync();
        round.Say($"killed worker {worker.Id} at about step {run.Step}");
        await round.UntilAsync(run.Id, again => again.Attempt > run.Attempt, "go on with another worker", cancellationToken);
    }
}
