using Mantissa.Cli.Chaos.Faults;

namespace Mantissa.Cli.Chaos.Scenarios;

internal sealed class SeveralMachines : ChaosScenario
{
    private static readonly string[] Queues = ["cpu", "gpu"];

    private IReadOnlyList<RemoteMachine> machines = [];

    public override string Name => "several-machines";

    public override string Summary => "three machines, one with database and site, two with workers of different queues; one of these is cut off and comes back";

    public override int Rounds => 2;

    public override string? Obstacle => RemoteMachine.Obstacle;

    public override async Task<IAsyncDisposable?> PrepareAsync(Stage stage, CancellationToken cancellationToken)
    {
        var connected = await RemoteMachines.ConnectAsync(Queues.Length);
        (machines, stage.Network) = (connected.All, connected.Network);
        return connected;
    }

    public override Task<WorkerProcess> StartWorkerAsync(Stage stage, CancellationToken cancellationToken)
    {
        var free = Enumerable.Range(0, Queues.Length).First(i => stage.Workers.All(worker => worker.Setup.Queues != Queues[i]));
        return stage.StartWorkerAsync(
            new()
            {
                Wrapper = machines[free].Wrapper, DatabaseHost = machines[free].ThisMachine, Queues = Queues[free],
                DataDirectory = Path.Combine(stage.DataDirectory, Queues[free]),
            },
            cancellationToken);
    }

    public override async Task StrikeAsync(Round round, CancellationToken cancellationToken)
    {
        var cutOff = round.Random.Next(Queues.Length);
        var (there, here) = (await round.SubmitAsync(cancellationToken, Queues[cutOff]), await round.SubmitAsync(cancellationToken, Queues[1 - cutOff]));
        var run = await round.TrainsForAWhileAsync(there, cancellationToken);
        await machines[cutOff].CutAsync();
        round.Say($"cut the machine of queue {Queues[cutOff]} off at about step {run.Step}");

        // The other one is not disturbed, and nobody else may take what only the lost machine serves.
        await round.UntilAsync(here, other => other.Status == Data.Entities.RunStatus.Completed, "complete on the machine that is there", cancellationToken);
        await machines[cutOff].MendAsync();
    }
}
