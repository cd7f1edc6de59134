using System.CommandLine;
using Mantissa.Cli.Studies;

namespace Mantissa.Cli.Commands;

/// <summary><c>mantissa bench</c>: the measurements, in a process of their own.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var scenario = new Argument<string>("scenario") { Description = "What to measure, e.g. smoke" };
        var json = new Option<bool>("--json") { Description = "One JSON line for each figure instead of a table" };
        var command = new Command("bench", "Measures, each figure against a baseline of the same run.") { scenario, json };
        // What else a scenario can be told (--part, --format, --rounding) is its own business.
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, token) => Foreground.RunAsync(
            BuiltCheckout.Find().Assembly("Benchmarks"),
            [parsed.GetRequiredValue(scenario), .. parsed.GetValue(json) ? (string[])["--json"] : [], .. parsed.UnmatchedTokens],
            new Dictionary<string, string>(),
            token));
        foreach (var study in Study.All())
            command.Subcommands.Add(StudyCommand.Create(study));
        return command;
    }
}
