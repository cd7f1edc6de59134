using System.Text.RegularExpressions;

namespace Mantissa.Catalogue.Documentation;

/// <summary>Formulas as one line of Unicode, for terminals: 2⁻¹⁴⁹, x̂, (a + b) / c.</summary>
public static partial class FormulaText
{
    private const string Plain = "0123456789−+()=n";
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺⁽⁾⁼ⁿ";
    private const string Close = "\b";
    private const string Lowered = "₀₁₂₃₄₅₆₇₈₉₋₊₍₎₌ₙ";

    public static string Write(Formula formula)
    {
        ArgumentNullException.ThrowIfNull(formula);
        return Spaces().Replace(Text(formula).Replace(" " + Close, "", StringComparison.Ordinal), " ").Trim();
    }

    /// <summary>A document with its formulas written out.</summary>
    public static string InDocument(string markdown) => Delimited().Replace(
        markdown, match => Write(FormulaParser.Parse(match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value)));

    private static string Text(Formula formula) => formula switch
    {
        Formula.Row row => string.Concat(row.Parts.Select((part, i) => Beside(part, i > 0 ? row.Parts[i - 1] : null))),
        Formula.Symbol { Kind: SymbolKind.Space } => "  ",
        Formula.Symbol { Kind: SymbolKind.Words } words => words.Text + " ",
        Formula.Symbol { Kind: SymbolKind.Operator, Text: "=" or "≤" or "≥" or "∈" or "≈" or "←" or "≠" or "·" or "−" or "+" or "<" or ">" or "/" } symbol => $" {symbol.Text} ",
        Formula.Symbol { Text: "," } => ", ",
        Formula.Symbol symbol => symbol.Text,
        Formula.Fraction fraction => $"{Grouped(fraction.Numerator)} / {Grouped(fraction.Denominator)}",
        Formula.Hat hat => Text(hat.Of) + "\u0302",
        Formula.Scripts scripts => Text(scripts.Of).TrimEnd() + Script(scripts.Below, Lowered, '_') + Script(scripts.Above, Raised, '^'),
        _ => "",
    };

    private static string Script(Formula? script, string alphabet, char mark)
    {
        if (script is null)
            return "";
        var text = Text(script).Replace(" ", "", StringComparison.Ordinal);
        if (text.All(character => Plain.Contains(character, StringComparison.Ordinal)))
            return string.Concat(text.Select(character => alphabet[Plain.IndexOf(character, StringComparison.Ordinal)]));
        return text.All(char.IsLetter) ? mark + text : $"{mark}({text})";
    }

    /// <summary>A part that follows another: a sign stands close to its number, and an argument close to its function.</summary>
    private static string Beside(Formula part, Formula? before) => part switch
    {
        Formula.Symbol { Text: "−" or "+" } sign when before is null or Formula.Symbol { Kind: SymbolKind.Operator, Text: not (")" or "|" or "⌋" or "⌉") } => sign.Text,
        Formula.Symbol { Kind: SymbolKind.Words } => " " + Text(part),
        Formula.Symbol { Text: "(" } when before is Formula.Symbol { Kind: SymbolKind.Words } => Close + "(",
        _ => Text(part),
    };

    private static string Grouped(Formula formula)
    {
        var text = Text(formula).Trim();
        return text.Contains(' ', StringComparison.Ordinal) ? $"({text})" : text;
    }

    [GeneratedRegex(@"\$\$(.+?)\$\$|\$(.+?)\$", RegexOptions.Singleline)]
    private static partial Regex Delimited();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();
}
