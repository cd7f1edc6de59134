namespace Mantissa.Cli.Chaos.Scenarios;

internal sealed class DatabaseOutage : ChaosScenario
{
    public override string Name => "database-outage";

    public override string Summary => "no server for as long as --outage says, while runs train and wait";

    public override int Rounds => 1;

    public override async Task StrikeAsync(Round round, CancellationToken cancellationToken)
    {
        var run = await round.CrowdAsync(cancellationToken);
        await round.Stage.StopDatabaseAsync();
        round.Say($"took the database away at about step {run.Step} for {round.Outage.TotalSeconds:0} s");
        await Task.Delay(round.Outage, cancellationToken);
        await round.Stage.StartDatabaseAsync(cancellationToken);
    }
}
