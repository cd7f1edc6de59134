using System.CommandLine;
using System.CommandLine.Help;
using Mantissa.Cli;
using Mantissa.Cli.Commands;
using Mantissa.Cli.Processes;
using Spectre.Console;

// Not a RootCommand: that one shows the name of the assembly where people type "mantissa".
var root = new Command("mantissa", "Submit, watch and compare deep-learning runs across number formats.")
{
    new HelpOption(),
    new VersionOption(),
    UpCommand.Create(),
    DemoCommand.Create(),
    SignInCommand.Create(),
    WorkerCommand.Create(),
    BackupCommands.CreateBackup(),
    BackupCommands.CreateRestore(),
    TestCommand.Create(),
    BenchCommand.Create(),
    ChaosCommand.Create(),
    FormatsCommand.Create(),
};

// What goes into a file or a pipe is not folded at the 80 columns of a terminal that is not there.
if (Console.IsOutputRedirected)
    AnsiConsole.Profile.Width = 240;

using var interrupt = new Interrupt();
// Interrupt decides how long a clean stop may take; the library's own two-second limit would cut it short.
var configuration = new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
try
{
    return await root.Parse(args).InvokeAsync(configuration, interrupt.Token);
}
catch (ProblemException problem)
{
    await Console.Error.WriteLineAsync($"mantissa: {problem.Message}");
    return 1;
}
catch (OperationCanceledException) when (interrupt.Token.IsCancellationRequested)
{
    return Interrupt.ExitCode;
}
