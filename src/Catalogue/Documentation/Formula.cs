namespace Mantissa.Catalogue.Documentation;

/// <summary>A formula as documents of formats write it: the small part of LaTeX that <see cref="FormulaParser"/> reads.</summary>
public abstract record Formula
{
    private Formula()
    {
    }

    /// <summary>Parts beside each other.</summary>
    public sealed record Row(IReadOnlyList<Formula> Parts) : Formula;

    /// <summary>A name, a number, an operator, words or a space.</summary>
    public sealed record Symbol(string Text, SymbolKind Kind) : Formula;

    /// <summary>A part with something below or above to its right.</summary>
    public sealed record Scripts(Formula Of, Formula? Below, Formula? Above) : Formula;

    public sealed record Fraction(Formula Numerator, Formula Denominator) : Formula;

    /// <summary>A part under a hat.</summary>
    public sealed record Hat(Formula Of) : Formula;
}

/// <summary>What a symbol is, which decides how it is set.</summary>
public enum SymbolKind
{
    Identifier,
    Number,
    Operator,
    Words,
    Space,
}
