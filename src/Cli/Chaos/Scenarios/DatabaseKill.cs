using Mantissa.Cli.Processes;

namespace Mantissa.Cli.Chaos.Scenarios;

internal sealed class DatabaseKill() : DatabaseSignalled(Signal.Kill, "killed")
{
    public override string Name => "database-kill";

    public override string Summary => "kill −9 of the server while runs train and wait";
}
