using Mantissa.Cli.Chaos.Faults;

namespace Mantissa.Cli.Chaos.Scenarios;

internal sealed class NetworkCut : ChaosScenario
{
    private RemoteMachine? machine;

    public override string Name => "network-cut";

    public override string Summary => "packets between a worker's machine and the database are lost for a while";

    public override string? Obstacle => RemoteMachine.Obstacle;

    public override int Workers => 1;

    public override async Task<IAsyncDisposable?> PrepareAsync(Stage stage, CancellationToken cancellationToken)
    {
        machine = await RemoteMachine.ConnectAsync(1);
        stage.Network = RemoteMachine.NetworkOf([machine]);
        return machine;
    }

    public override Task<WorkerProcess> StartWorkerAsync(Stage stage, CancellationToken cancellationToken) =>
        stage.StartWorkerAsync(new() { Wrapper = machine!.Wrapper, DatabaseHost = machine.ThisMachine }, cancellationToken);

    public override async Task StrikeAsync(Round round, CancellationToken cancellationToken)
    {
        var id = await round.SubmitAsync(cancellationToken);
        var run = await round.TrainsForAWhileAsync(id, cancellationToken);
        var cut = TimeSpan.FromSeconds(round.Random.Next(1, 4 * Stage.LeaseSeconds));
        await machine!.CutAsync();
        round.Say($"cut the cable at about step {run.Step} for {cut.TotalSeconds:0} s of a lease of {Stage.LeaseSeconds} s");
        await Task.Delay(cut, cancellationToken);
        await machine.MendAsync();
    }
}
