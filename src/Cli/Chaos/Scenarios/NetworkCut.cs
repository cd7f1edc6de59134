using Mantissa.Cli.Chaos.Faults;

namespace Mantissa.Cli.Chaos.Scenarios;

internal sealed class NetworkCut : ChaosScenario
{
    private IReadOnlyList<RemoteMachine> machines = [];

    public override string Name => "network-cut";

    public override string Summary => "packets between a worker's machine and the database are lost for a while; another machine is there to go on";

    public override string? Obstacle => RemoteMachine.Obstacle;

    public override async Task<IAsyncDisposable?> PrepareAsync(Stage stage, CancellationToken cancellationToken)
    {
        var connected = await RemoteMachines.ConnectAsync(Workers);
        (machines, stage.Network) = (connected.All, connected.Network);
        return connected;
    }

    public override Task<WorkerProcess> StartWorkerAsync(Stage stage, CancellationToken cancellationToken)
    {
        var free = machines.First(machine => stage.Workers.All(worker => worker.Setup.DatabaseHost != machine.ThisMachine));
        return stage.StartWorkerAsync(new() { Wrapper = free.Wrapper, DatabaseHost = free.ThisMachine }, cancellationToken);
    }

    public override async Task StrikeAsync(Round round, CancellationToken cancellationToken)
    {
        var (run, worker) = await round.WorkerTrainsAsync(cancellationToken);
        var machine = machines.Single(machine => machine.ThisMachine == worker.Setup.DatabaseHost);
        var cut = TimeSpan.FromSeconds(round.Random.Next(1, 4 * Stage.LeaseSeconds));
        await machine.CutAsync();
        round.Say($"cut the cable of worker {worker.Id} at about step {run.Step} for {cut.TotalSeconds:0} s of a lease of {Stage.LeaseSeconds} s");
        await Task.Delay(cut, cancellationToken);
        await machine.MendAsync();
    }
}
