using System.CommandLine;
using Mantissa.Benchmarks;

var scenarios = Scenario.All();
var name = new Argument<string>("scenario") { Description = $"What to measure: {string.Join(", ", scenarios.Select(s => s.Name))}" };
name.AcceptOnlyFromAmong([.. scenarios.Select(s => s.Name)]);
var json = new Option<bool>("--json") { Description = "One JSON line for each figure instead of a table" };
var part = new Option<string?>("--part")
{
    Description = "Only one part: " + string.Join("; ", scenarios.Where(s => s.Parts.Count > 0).Select(s => $"of {s.Name} {string.Join(", ", s.Parts)}")),
};
part.AcceptOnlyFromAmong([.. scenarios.SelectMany(s => s.Parts)]);
var root = new RootCommand("Measures parts of the platform, each against a baseline of the same run.") { name, json, part };
root.SetAction(async (parsed, token) =>
{
    var scenario = scenarios.Single(s => s.Name == parsed.GetRequiredValue(name));
    await foreach (var figure in scenario.MeasureAsync(parsed.GetValue(part), token))
        Console.WriteLine(parsed.GetValue(json) ? figure.Json : figure.Text);
    return 0;
});
return await root.Parse(args).InvokeAsync();
