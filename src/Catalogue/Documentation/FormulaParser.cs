namespace Mantissa.Catalogue.Documentation;

/// <summary>Reads a formula. What it does not know it shows as it is written: a document is read by people.</summary>
public sealed class FormulaParser
{
    private static readonly Dictionary<string, (string Text, SymbolKind Kind)> Commands = new(StringComparer.Ordinal)
    {
        ["alpha"] = ("α", SymbolKind.Identifier), ["beta"] = ("β", SymbolKind.Identifier), ["gamma"] = ("γ", SymbolKind.Identifier),
        ["kappa"] = ("κ", SymbolKind.Identifier), ["chi"] = ("χ", SymbolKind.Identifier), ["Gamma"] = ("Γ", SymbolKind.Identifier),
        ["cdot"] = ("·", SymbolKind.Operator), ["times"] = ("×", SymbolKind.Operator), ["pm"] = ("±", SymbolKind.Operator),
        ["le"] = ("≤", SymbolKind.Operator), ["ge"] = ("≥", SymbolKind.Operator), ["ne"] = ("≠", SymbolKind.Operator),
        ["approx"] = ("≈", SymbolKind.Operator), ["in"] = ("∈", SymbolKind.Operator), ["leftarrow"] = ("←", SymbolKind.Operator),
        ["lfloor"] = ("⌊", SymbolKind.Operator), ["rfloor"] = ("⌋", SymbolKind.Operator), ["lceil"] = ("⌈", SymbolKind.Operator),
        ["rceil"] = ("⌉", SymbolKind.Operator), ["sum"] = ("∑", SymbolKind.Operator), ["infty"] = ("∞", SymbolKind.Identifier),
        ["max"] = ("max", SymbolKind.Words), ["min"] = ("min", SymbolKind.Words), ["log"] = ("log", SymbolKind.Words),
        ["{"] = ("{", SymbolKind.Operator), ["}"] = ("}", SymbolKind.Operator), ["%"] = ("%", SymbolKind.Operator),
        [","] = ("\u2009", SymbolKind.Space), [";"] = (" ", SymbolKind.Space), ["quad"] = ("\u2003", SymbolKind.Space), ["qquad"] = ("\u2003\u2003", SymbolKind.Space),
    };

    private readonly string _source;
    private int _position;

    private FormulaParser(string source) => _source = source;

    /// <param name="source">LaTeX, without the dollar signs.</param>
    public static Formula Parse(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new FormulaParser(source).ReadRow();
    }

    private Formula ReadRow()
    {
        var parts = new List<Formula>();
        while (_position < _source.Length && _source[_position] != '}')
        {
            if (_source[_position] is '_' or '^')
            {
                var below = _source[_position++] == '_';
                var script = ReadPart() ?? Empty;
                var of = parts.Count > 0 ? parts[^1] : Empty;
                var scripts = of as Formula.Scripts ?? new(of, null, null);
                scripts = below ? scripts with { Below = script } : scripts with { Above = script };
                if (parts.Count > 0)
                    parts[^1] = scripts;
                else
                    parts.Add(scripts);
            }
            else if (ReadPart() is { } part)
            {
                parts.Add(part);
            }
        }

        return parts.Count == 1 ? parts[0] : new Formula.Row(parts);
    }

    private static Formula Empty => new Formula.Row([]);

    /// <summary>The next part; <see langword="null"/> for what leaves no trace.</summary>
    private Formula? ReadPart()
    {
        while (_position < _source.Length && char.IsWhiteSpace(_source[_position]))
            _position++;
        if (_position == _source.Length || _source[_position] == '}')
            return null;
        var character = _source[_position++];
        switch (character)
        {
            case '{':
                var group = ReadRow();
                _position = Math.Min(_position + 1, _source.Length);
                return group;
            case '\\':
                return ReadCommand();
            case >= '0' and <= '9':
                return new Formula.Symbol(character + ReadWhile(next => char.IsAsciiDigit(next) || next == '.'), SymbolKind.Number);
            default:
                return new Formula.Symbol(
                    character == '-' ? "−" : character.ToString(), char.IsLetter(character) ? SymbolKind.Identifier : SymbolKind.Operator);
        }
    }

    private Formula? ReadCommand()
    {
        var name = ReadWhile(char.IsAsciiLetter);
        if (name.Length == 0 && _position < _source.Length)
            name = _source[_position++].ToString();
        if (Commands.TryGetValue(name, out var symbol))
            return new Formula.Symbol(symbol.Text, symbol.Kind);
        switch (name)
        {
            // Sizes of brackets; the bracket itself follows.
            case "left" or "right" or "bigl" or "bigr":
                return null;
            case "text" or "operatorname":
                return new Formula.Symbol(ReadWords(), SymbolKind.Words);
            case "frac":
                var numerator = ReadPart() ?? Empty;
                return new Formula.Fraction(numerator, ReadPart() ?? Empty);
            case "hat":
                return new Formula.Hat(ReadPart() ?? Empty);
            default:
                return new Formula.Symbol("\\" + name, SymbolKind.Words);
        }
    }

    private string ReadWords()
    {
        if (_position == _source.Length || _source[_position] != '{')
            return "";
        _position++;
        var words = ReadWhile(next => next != '}');
        _position = Math.Min(_position + 1, _source.Length);
        return words;
    }

    private string ReadWhile(Func<char, bool> belongs)
    {
        var start = _position;
        while (_position < _source.Length && belongs(_source[_position]))
            _position++;
        return _source[start.._position];
    }
}
