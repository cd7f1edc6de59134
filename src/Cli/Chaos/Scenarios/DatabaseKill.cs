using Mantissa.Cli.Processes;

namespace Mantissa.Cli.Chaos.Scenarios;

internal sealed class DatabaseKill : ChaosScenario
{
    public override string Name => "database-kill";

    public override string Summary => "kill −9 of the server while runs train and wait";

    public override async Task StrikeAsync(Round round, CancellationToken cancellationToken)
    {
        var run = await round.CrowdAsync(cancellationToken);
        var server = round.Stage.DatabaseProcess;
        Signals.Send(server, Signal.Kill);
        round.Say($"killed server {server} at about step {run.Step}");
    }
}
