using Mantissa.Cli.Processes;

namespace Mantissa.Cli.Chaos.Scenarios;

internal sealed class LeaseRace : ChaosScenario
{
    public override string Name => "lease-race";

    public override string Summary => "a worker freezes and thaws just when another may take its run, so that both want it";

    public override int Rounds => 5;

    public override async Task StrikeAsync(Round round, CancellationToken cancellationToken)
    {
        var (run, worker) = await round.WorkerTrainsAsync(cancellationToken);
        var frozen = TimeSpan.FromSeconds(Stage.LeaseSeconds) + TimeSpan.FromMilliseconds(round.Random.Next(-500, 2500));
        worker.Send(Signal.Stop);
        await Task.Delay(frozen, cancellationToken);
        worker.Send(Signal.Continue);
        round.Say($"froze worker {worker.Id} at about step {run.Step} for {frozen.TotalSeconds:0.0} s of a lease of {Stage.LeaseSeconds} s");
    }
}
