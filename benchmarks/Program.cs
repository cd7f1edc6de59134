using System.CommandLine;
using Mantissa.Benchmarks;

var scenarios = Scenario.All();
var name = new Argument<string>("scenario") { Description = $"What to measure: {string.Join(", ", scenarios.Select(s => s.Name))}" };
name.AcceptOnlyFromAmong([.. scenarios.Select(s => s.Name)]);
var json = new Option<bool>("--json") { Description = "One JSON line for each figure instead of a table" };
var root = new RootCommand("Measures parts of the platform, each against a baseline of the same run.") { name, json };
root.SetAction(async (parsed, token) =>
{
    await foreach (var figure in scenarios.Single(s => s.Name == parsed.GetRequiredValue(name)).MeasureAsync(token))
        Console.WriteLine(parsed.GetValue(json) ? figure.Json : figure.Text);
    return 0;
});
return await root.Parse(args).InvokeAsync();
