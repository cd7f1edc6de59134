using System.Globalization;
using Mantissa.Data.Comparisons;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mantissa.Cli.Api;

/// <summary>The parity table in a terminal.</summary>
internal static class ParityView
{
    /// <summary>Why the verdicts are what they are, each reason once.</summary>
    public static IEnumerable<string> Explanations(ParityTable parity) =>
        parity.Models.SelectMany(model => model.Formats).Where(row => !row.IsBaseline).GroupBy(row => row.Explanation)
            .Select(rows => $"{string.Join(", ", rows.Select(row => row.Format).Distinct())}: {rows.Key}");

    public static IRenderable Table(ParityTable parity)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("model", "metric", "format");
        foreach (var name in (string[])["final", "best", "difference"])
            table.AddColumn(new TableColumn(name).RightAligned());
        table.AddColumn("verdict");
        foreach (var model in parity.Models)
        {
            foreach (var row in model.Formats)
            {
                table.AddRow(
                    new Text(row.IsBaseline ? model.Model : ""), new Text(row.IsBaseline ? model.Metric?.Name ?? "" : ""),
                    new Text(row.Format, new(Color.Aqua)), new Text(Number(row.MeanFinal)), new Text(Number(row.MeanBest)),
                    new Text(row.Difference is { } d ? d.Mean.ToString("+0.####;−0.####;0", CultureInfo.InvariantCulture) : ""), Verdict(row));
            }
        }

        return table;
    }

    private static Text Verdict(ParityRow row) => row.Verdict switch
    {
        { } verdict => new(verdict.Word(), new(ColourOf(verdict))),
        null => new("baseline", new(Color.Grey)),
    };

    private static Color ColourOf(ParityVerdict verdict) => verdict switch
    {
        ParityVerdict.Match or ParityVerdict.Better => Color.Green,
        ParityVerdict.Worse or ParityVerdict.Failed => Color.Red,
        _ => Color.Yellow,
    };

    private static string Number(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
}
