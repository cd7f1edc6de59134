using System.CommandLine;
using Mantissa.Cli.Api;
using Mantissa.Cli.Demo;
using Mantissa.Cli.Platform;
using Spectre.Console;

namespace Mantissa.Cli.Commands;

/// <summary><c>mantissa demo</c>: two models in two formats, trained and compared through the same API that everybody has.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var platform = new PlatformArguments();
        var quick = new Option<bool>("--quick") { Description = "Short runs: done within four minutes on two processor cores" };
        var exit = new Option<bool>("--exit") { Description = "Stop the platform when the runs have ended" };
        var json = new Option<bool>("--json") { Description = "End with one line of JSON on the standard output; the rest goes to the standard error" };
        var command = new Command("demo", "Trains ResNet-20 and W-GAN in fp32 and flex16+5 and compares them.") { quick, exit, json };
        platform.AddTo(command);
        command.SetAction((parsed, token) =>
        {
            var checkout = BuiltCheckout.Find();
            var demonstration = new Demonstration(
                platform.Read(parsed, checkout), checkout, Terminal(parsed.GetValue(json)), parsed.GetValue(quick) ? "quick" : "demo", TimeProvider.System);
            return RunAsync(demonstration, parsed.GetValue(exit), parsed.GetValue(json), token);
        });
        return command;
    }

    private static async Task<int> RunAsync(Demonstration demonstration, bool exit, bool json, CancellationToken cancellationToken)
    {
        SubmittedComparison comparison;
        await using (demonstration)
        {
            comparison = await demonstration.RunAsync(cancellationToken);
            if (demonstration.OwnsPlatform && !exit)
            {
                Report();
                demonstration.Say($"The site stays up at {comparison.Url} until Ctrl-C; --exit would stop it here.");
                await UpCommand.WaitAsync(cancellationToken);
                return DemoSummary.Succeeded(comparison) ? 0 : 1;
            }
        }

        Report();
        return DemoSummary.Succeeded(comparison) ? 0 : 1;

        void Report()
        {
            if (json)
                Console.WriteLine(DemoSummary.Json(comparison));
        }
    }

    private static IAnsiConsole Terminal(bool json)
    {
        var output = new AnsiConsoleOutput(json ? Console.Error : Console.Out);
        if (output.IsTerminal)
            return AnsiConsole.Create(new() { Out = output });

        // Where output is kept, colours are noise, and a table cut at 80 columns helps nobody.
        var console = AnsiConsole.Create(new() { Out = output, Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = 160;
        return console;
    }
}
