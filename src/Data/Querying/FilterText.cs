using System.Text.RegularExpressions;

namespace Mantissa.Data.Querying;

/// <summary>What people type into a filter box: words to look for, or a query.</summary>
public static partial class FilterText
{
    /// <summary>
    /// Whether the text is meant as a query: it has a comparison, a quote or a parenthesis, asks whether something is null, or gives an order.
    /// </summary>
    public static bool IsQuery(string? text) => text is not null && Signs().IsMatch(text);

    [GeneratedRegex("""[=<>!()'"`]|\bis\s+(not\s+)?null\b|\border\s+by\b""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Signs();
}
