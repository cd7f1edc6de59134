using System.CommandLine;
using System.Globalization;
using Mantissa.Cli.Chaos;

namespace Mantissa.Cli.Commands;

/// <summary><c>mantissa chaos</c>: breaks a platform of its own on purpose and says which promises were kept.</summary>
internal static class ChaosCommand
{
    private const int LongestOutage = 600;

    public static Command Create()
    {
        var scenarios = ChaosScenario.All();
        var scenario = new Option<string[]>("--scenario")
        {
            Description = "What to break, may be given several times [default: everything]: " + string.Join("; ", scenarios.Select(s => $"{s.Name}: {s.Summary}")),
            HelpName = "NAME",
        };
        scenario.AcceptOnlyFromAmong([.. scenarios.Select(s => s.Name)]);
        var rounds = new Option<int?>("--rounds") { Description = "How often each is done [default: as often as it says]", HelpName = "N" };
        rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > 1000)
                result.AddError("--rounds takes a number from 1 to 1000.");
        });
        var seed = new Option<int?>("--seed") { Description = "Strikes where the command with this seed did [default: elsewhere each time]", HelpName = "N" };
        var outage = new Option<int>("--outage") { Description = "How long the database is away, in seconds", HelpName = "N", DefaultValueFactory = _ => 60 };
        outage.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > LongestOutage)
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--outage takes a number of seconds from 1 to {LongestOutage}."));
        });
        var json = new Option<bool>("--json") { Description = "One JSON line for each scenario; the rest goes to the standard error" };
        var dataDirectory = new Option<string?>("--data-dir") { Description = "Folder in which the platforms are made [default: the system's for temporary files]", HelpName = "D" };
        var command = new Command("chaos", "Breaks a platform of its own on purpose, with real processes, and reads everything back.") { scenario, rounds, seed, outage, dataDirectory, json };
        command.SetAction(async (parsed, token) =>
        {
            var wanted = parsed.GetValue(scenario) ?? [];
            var run = new ChaosRun(BuiltCheckout.Find(), Path.GetFullPath(parsed.GetValue(dataDirectory) ?? Path.GetTempPath()), TimeProvider.System, line => Console.Error.WriteLine(line));
            var kept = true;
            foreach (var each in scenarios.Where(s => wanted.Length == 0 || wanted.Contains(s.Name)))
            {
                var outcome = await run.RunAsync(
                    each, parsed.GetValue(rounds), parsed.GetValue(seed) ?? AnySeed(), TimeSpan.FromSeconds(parsed.GetValue(outage)), token);
                Console.WriteLine(parsed.GetValue(json) ? outcome.Json : outcome.Text);
                kept &= outcome.Kept;
            }

            return kept ? 0 : 1;
        });
        return command;
    }

    private static int AnySeed() => (int)(TimeProvider.System.GetTimestamp() % 1_000_000);
}
