using System.Text.RegularExpressions;

namespace Mantissa.Web.Tests.Security;

/// <summary>The tables of a document in docs/, as rows of cells; the first row of each has the names of its columns.</summary>
internal static partial class DocumentTables
{
    public static List<List<string[]>> Read(string document)
    {
        var tables = new List<List<string[]>>();
        var inside = false;
        foreach (var line in File.ReadLines(Path.Combine(Checkout.Root, "docs", document)))
        {
            var row = line.StartsWith('|');
            if (row && !inside)
                tables.Add([]);
            inside = row;
            if (row && !Ruler().IsMatch(line))
                tables[^1].Add([.. line.Trim('|', ' ').Split('|').Select(cell => cell.Trim())]);
        }

        return tables;
    }

    [GeneratedRegex(@"^\|[-| :]+$")]
    private static partial Regex Ruler();
}
