using System.Net;
using Mantissa.Catalogue.Documentation;

namespace Mantissa.Web.Formatting;

/// <summary>Formulas as MathML, which browsers set themselves.</summary>
public static class FormulaMarkup
{
    /// <param name="formula">The formula.</param>
    /// <param name="display">On a line of its own.</param>
    public static string Write(Formula formula, bool display) => $"<math{(display ? " display=\"block\"" : "")}>{Markup(formula)}</math>";

    private static string Markup(Formula formula) => formula switch
    {
        Formula.Row row => $"<mrow>{string.Concat(row.Parts.Select(Markup))}</mrow>",
        Formula.Symbol { Kind: SymbolKind.Identifier } symbol => $"<mi>{Text(symbol)}</mi>",
        Formula.Symbol { Kind: SymbolKind.Number } symbol => $"<mn>{Text(symbol)}</mn>",
        // A bracket or a bar belongs to what stands beside it, and does not stretch.
        Formula.Symbol { Kind: SymbolKind.Operator, Text: "|" or "(" or ")" or "[" or "]" or "⌊" or "⌋" or "⌈" or "⌉" } symbol =>
            $"<mo stretchy=\"false\" lspace=\"0\" rspace=\"0\">{Text(symbol)}</mo>",
        Formula.Symbol { Kind: SymbolKind.Operator } symbol => $"<mo>{Text(symbol)}</mo>",
        Formula.Symbol { Kind: SymbolKind.Space } symbol => $"<mspace width=\"{(symbol.Text.Length > 1 ? "2em" : "0.3em")}\"></mspace>",
        Formula.Symbol symbol => $"<mtext>{Text(symbol)}\u2009</mtext>",
        Formula.Fraction fraction => $"<mfrac>{Markup(fraction.Numerator)}{Markup(fraction.Denominator)}</mfrac>",
        Formula.Hat hat => $"<mover accent=\"true\">{Markup(hat.Of)}<mo>^</mo></mover>",
        Formula.Scripts { Below: { } below, Above: { } above } both => $"<msubsup>{Markup(both.Of)}{Markup(below)}{Markup(above)}</msubsup>",
        Formula.Scripts { Below: { } below } lower => $"<msub>{Markup(lower.Of)}{Markup(below)}</msub>",
        Formula.Scripts upper => $"<msup>{Markup(upper.Of)}{Markup(upper.Above!)}</msup>",
        _ => "",
    };

    private static string Text(Formula.Symbol symbol) => WebUtility.HtmlEncode(symbol.Text);
}
