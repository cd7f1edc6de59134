using System.Globalization;
using System.Text;
using Mantissa.Catalogue;
using Mantissa.Cli.Api;
using Mantissa.Data.Comparisons;

namespace Mantissa.Cli.Studies;

/// <summary>Markdown tables of runs and verdicts.</summary>
internal static class StudyTables
{
    public static string Parity(ParityTable parity)
    {
        string[] headings = ["model", "metric", "format", "final, mean", "best, mean", "difference", "95 % interval", "verdict"];
        var text = new StringBuilder(Row(headings)).Append(Rule(headings.Length));
        foreach (var model in parity.Models)
        {
            foreach (var row in model.Formats)
            {
                text.Append(Row([
                    row.IsBaseline ? model.Model : "", row.IsBaseline ? model.Metric?.Name ?? "" : "", $"`{row.Format}`",
                    Number(row.MeanFinal), Number(row.MeanBest), Signed(row.Difference?.Mean),
                    row.Difference is { Low: { } low, High: { } high } ? $"{Signed(low)} … {Signed(high)}" : "",
                    row.IsBaseline ? "baseline" : row.Verdict?.Word() ?? "",
                ]));
            }
        }

        return text.ToString();
    }

    /// <summary>One row a run: how it ended, what it reached, how long it took.</summary>
    public static string Runs(IReadOnlyList<ApiRun> runs, MetricEntry? primary)
    {
        string[] names = [.. runs.SelectMany(run => run.Metrics.Keys).Distinct()
            .Where(name => !name.StartsWith("time/", StringComparison.Ordinal) && name is not ("learning_rate" or "images_per_second"))
            .OrderBy(name => name != primary?.Name).ThenBy(name => name, StringComparer.Ordinal)];
        string[] headings = ["format", "seed", "status", .. names, "images/s", "wall time"];
        var text = new StringBuilder(Row(headings)).Append(Rule(headings.Length));
        foreach (var run in runs)
        {
            text.Append(Row([
                $"`{run.Format}`", run.Seed.ToString(CultureInfo.InvariantCulture), run.Status.ToLowerInvariant(),
                .. names.Select(name => Number(run.Metrics.TryGetValue(name, out var value) ? value : null)),
                Speed(run), run.FinishedAt - run.StartedAt is { } took ? took.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture) : "",
            ]));
        }

        return text.ToString();
    }

    public static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";

    public static string Rule(int columns) => Row(Enumerable.Repeat("---", columns));

    private static string Speed(ApiRun run) => run.ImagesPerSecond is { } speed ? speed.ToString("N0", CultureInfo.InvariantCulture) : "";

    private static string Number(double? value) => value is { } number ? number.ToString(Math.Abs(number) >= 100 ? "0.0" : "0.####", CultureInfo.InvariantCulture) : "";

    private static string Signed(double? value) => value is { } number ? number.ToString("+0.####;−0.####;0", CultureInfo.InvariantCulture) : "";
}
