using System.Text;
using Mantissa.Catalogue.Documentation;

namespace Mantissa.Cli.Formats;

/// <summary>Markdown for a terminal: formulas in Unicode, marks taken out, tables with aligned columns.</summary>
internal static class TerminalDocument
{
    private const string Bold = "\u001b[1m";
    private const string Normal = "\u001b[0m";

    public static string Render(string markdown, bool colours)
    {
        var text = new StringBuilder();
        var table = new List<string[]>();
        foreach (var line in FormulaText.InDocument(markdown).Split('\n'))
        {
            if (line.StartsWith("| ", StringComparison.Ordinal) || line.StartsWith("|-", StringComparison.Ordinal))
            {
                table.Add(Cells(line));
                continue;
            }

            Write(table, text);
            var heading = line.StartsWith('#');
            var plain = Plain(line.TrimStart('#').TrimStart(heading ? ' ' : '\0'));
            text.Append(heading && colours ? Bold + plain + Normal : plain).Append('\n');
            if (heading && !colours)
                text.Append(line.StartsWith("# ", StringComparison.Ordinal) ? '=' : '-', plain.Length).Append('\n');
        }

        Write(table, text);
        return text.ToString().TrimEnd() + "\n";
    }

    private static string Plain(string text) =>
        text.Replace("**", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal).Replace("\\|", "|", StringComparison.Ordinal);

    /// <summary>A bar in a formula, |x|, stands without spaces around it; one between cells has them.</summary>
    private static string[] Cells(string line) => [.. line.Trim().Trim('|').Split(" | ").Select(cell => Plain(cell.Trim()))];

    private static void Write(List<string[]> table, StringBuilder text)
    {
        var rows = table.Where(row => !row.All(cell => cell.Trim('-', '|').Length == 0)).ToList();
        table.Clear();
        if (rows.Count == 0)
            return;
        var columns = rows.Max(row => row.Length);
        int[] widths = [.. Enumerable.Range(0, columns).Select(column => rows.Max(row => column < row.Length ? row[column].Length : 0))];
        foreach (var row in rows)
            text.Append("  ").AppendJoin("  ", row.Select((cell, column) => column == row.Length - 1 ? cell : cell.PadRight(widths[column]))).Append('\n');
    }
}
