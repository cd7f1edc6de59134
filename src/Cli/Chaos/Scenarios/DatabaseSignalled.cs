using Mantissa.Cli.Processes;

namespace Mantissa.Cli.Chaos.Scenarios;

/// <summary>The server gets a signal while runs train and wait; who supervises it starts it again.</summary>
internal abstract class DatabaseSignalled(Signal signal, string done) : ChaosScenario
{
    public override async Task StrikeAsync(Round round, CancellationToken cancellationToken)
    {
        var run = await round.CrowdAsync(cancellationToken);
        var server = round.Stage.DatabaseProcess;
        Signals.Send(server, signal);
        round.Say($"{done} server {server} at about step {run.Step}");
    }
}
