using System.CommandLine;
using Mantissa.Cli.Platform;
using Mantissa.Cli.Studies;
using Spectre.Console;

namespace Mantissa.Cli.Commands;

/// <summary><c>mantissa bench results</c> and its like: experiments that run on the platform and end as a page of documentation.</summary>
internal static class StudyCommand
{
    public static Command Create(Study study)
    {
        var platform = new PlatformArguments();
        var command = new Command(study.Name, study.Summary);
        platform.AddTo(command);
        command.SetAction(async (parsed, token) =>
        {
            var checkout = BuiltCheckout.Find();
            return await new StudyRun(platform.Read(parsed, checkout), checkout, AnsiConsole.Console, TimeProvider.System).RunAsync(study, token) ? 0 : 1;
        });
        return command;
    }
}
