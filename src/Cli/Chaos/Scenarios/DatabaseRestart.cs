using Mantissa.Cli.Processes;

namespace Mantissa.Cli.Chaos.Scenarios;

internal sealed class DatabaseRestart() : DatabaseSignalled(Signal.Interrupt, "shut down")
{
    public override string Name => "database-restart";

    public override string Summary => "the server shuts down and starts again while runs train and wait";
}
