using Mantissa.Cli.Chaos.Faults;

namespace Mantissa.Cli.Chaos.Scenarios;

internal sealed class DiskFull : ChaosScenario
{
    // A fresh cluster with the runs of some rounds, and the log that the server keeps between two checkpoints of its own.
    private const int Mebibytes = 640;

    private SmallDisk? disk;

    public override string Name => "disk-full";

    public override string Summary => "the database's disk has no byte left for a while, during training";

    public override int Rounds => 2;

    public override string? Obstacle => RootObstacle;

    public override async Task<IAsyncDisposable?> PrepareAsync(Stage stage, CancellationToken cancellationToken) =>
        disk = await SmallDisk.MountAsync(Path.Combine(stage.DataDirectory, "postgres"), Mebibytes);

    public override async Task StrikeAsync(Round round, CancellationToken cancellationToken)
    {
        var run = await round.CrowdAsync(cancellationToken);
        var full = TimeSpan.FromSeconds(round.Random.Next(5, 15));
        disk!.Fill();
        round.Say($"filled the disk at about step {run.Step} for {full.TotalSeconds:0} s");
        await Task.Delay(full, cancellationToken);
        disk.Free();
    }
}
