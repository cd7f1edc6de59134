using Mantissa.Cli.Processes;

namespace Mantissa.Cli.Chaos.Scenarios;

internal sealed class DatabaseRestart : ChaosScenario
{
    public override string Name => "database-restart";

    public override string Summary => "the server shuts down and starts again while runs train and wait";

    public override async Task StrikeAsync(Round round, CancellationToken cancellationToken)
    {
        var run = await round.CrowdAsync(cancellationToken);
        var server = round.Stage.DatabaseProcess;
        Signals.Send(server, Signal.Interrupt);
        round.Say($"shut server {server} down at about step {run.Step}");
    }
}
