using System.CommandLine;
using System.Globalization;
using Mantissa.Cli.Studies;

namespace Mantissa.Cli.Commands;

/// <summary><c>mantissa bench</c>: the measurements, in a process of their own.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var scenario = new Argument<string>("scenario") { Description = "What to measure, e.g. smoke" };
        var json = new Option<bool>("--json") { Description = "One JSON line for each figure instead of a table" };
        var part = new Option<string?>("--part") { Description = "Only one part of a scenario, e.g. of store" };
        var format = new Option<string[]>("--format") { Description = "Of formats: this number format only; may be given several times" };
        var rounding = new Option<string[]>("--rounding") { Description = "Of formats: this rounding only; may be given several times" };
        var minutes = new Option<double?>("--minutes") { Description = "Of load: for how long" };
        var command = new Command("bench", "Measures, each figure against a baseline of the same run, or a budget.") { scenario, json, part, format, rounding, minutes };
        command.SetAction((parsed, token) => Foreground.RunAsync(
            BuiltCheckout.Find().Assembly("Benchmarks"),
            [
                parsed.GetRequiredValue(scenario),
                .. parsed.GetValue(json) ? (string[])["--json"] : [],
                .. Given("--part", parsed.GetValue(part) is { } name ? [name] : []),
                .. Given("--format", parsed.GetValue(format) ?? []),
                .. Given("--rounding", parsed.GetValue(rounding) ?? []),
                .. Given("--minutes", parsed.GetValue(minutes) is { } time ? [time.ToString(CultureInfo.InvariantCulture)] : []),
            ],
            new Dictionary<string, string>(),
            token));
        foreach (var study in Study.All())
            command.Subcommands.Add(StudyCommand.Create(study));
        return command;
    }

    private static IEnumerable<string> Given(string option, string[] values) => values.SelectMany(value => (string[])[option, value]);
}
