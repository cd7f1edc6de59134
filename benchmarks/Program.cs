using System.CommandLine;
using System.Text.Json;
using Mantissa.Benchmarks;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats;
using Mantissa.Training.Formats.Kernels;

var scenarios = Scenario.All();
var name = new Argument<string>("scenario") { Description = $"What to measure: {string.Join(", ", scenarios.Select(s => s.Name))}" };
name.AcceptOnlyFromAmong([.. scenarios.Select(s => s.Name)]);
var json = new Option<bool>("--json") { Description = "One JSON line for each figure instead of a table" };
var part = new Option<string?>("--part")
{
    Description = "Only one part: " + string.Join("; ", scenarios.Where(s => s.Parts.Count > 0).Select(s => $"of {s.Name} {string.Join(", ", s.Parts)}")),
};
part.AcceptOnlyFromAmong([.. scenarios.SelectMany(s => s.Parts)]);
var format = new Option<string[]>("--format") { Description = "Of the scenario 'formats': this number format only; may be given several times" };
format.AcceptOnlyFromAmong([.. Registry.All<NumberFormat>().Select(f => f.Entry.Name)]);
var rounding = new Option<string[]>("--rounding") { Description = "Of the scenario 'formats': this rounding only; may be given several times" };
rounding.AcceptOnlyFromAmong([.. Enum.GetNames<Rounding>().Select(JsonNamingPolicy.CamelCase.ConvertName)]);
var minutes = new Option<double?>("--minutes") { Description = "Of the scenario 'load': for how long" };
minutes.Validators.Add(result =>
{
    if (result.GetValueOrDefault<double?>() is not (null or (>= 0.1 and <= 1440)))
        result.AddError("--minutes takes a number from 0.1 to 1440.");
});
var root = new RootCommand("Measures parts of the platform, each against a baseline of the same run.") { name, json, part, format, rounding, minutes };
root.SetAction(async (parsed, token) =>
{
    var selection = new Selection(parsed.GetValue(part), parsed.GetValue(format) ?? [], parsed.GetValue(rounding) ?? []) { Minutes = parsed.GetValue(minutes) };
    var broken = false;
    await foreach (var figure in scenarios.Single(s => s.Name == parsed.GetRequiredValue(name)).MeasureAsync(selection, token))
    {
        Console.WriteLine(parsed.GetValue(json) ? figure.Json : figure.Text);
        broken |= figure.Broken;
    }

    return broken ? 1 : 0;
});
return await root.Parse(args).InvokeAsync();
