using Mantissa.Cli.Chaos.Faults;

namespace Mantissa.Cli.Chaos.Scenarios;

internal sealed class SpoolFull : ChaosScenario
{
    private SmallDisk? disk;

    public override string Name => "spool-full";

    public override string Summary => "the database is away and the disk of the worker's spool has no byte left";

    public override int Rounds => 2;

    public override string? Obstacle => RootObstacle;

    public override async Task<IAsyncDisposable?> PrepareAsync(Stage stage, CancellationToken cancellationToken) =>
        disk = await SmallDisk.MountAsync(Path.Combine(stage.DataDirectory, "spool"), mebibytes: 1);

    public override async Task StrikeAsync(Round round, CancellationToken cancellationToken)
    {
        var (run, worker) = await round.WorkerTrainsAsync(cancellationToken);
        disk!.Fill();
        await round.Stage.StopDatabaseAsync();
        round.Say($"took database and spool away at about step {run.Step}");
        await worker.SaysAsync("has no room left", cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(round.Random.Next(1, 5)), cancellationToken);
        disk.Free();
        await round.Stage.StartDatabaseAsync(cancellationToken);
    }
}
