using System.Globalization;
using System.Text;

namespace Mantissa.Data.Querying;

/// <summary>Cuts a query into tokens, one at a time.</summary>
internal sealed class Tokenizer(string text)
{
    private static readonly string[] Operators = ["!=", "<>", "<=", ">=", "==", "=", "<", ">"];
    private int position;

    public Token Next()
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
            position++;
        var start = position;
        if (start == text.Length)
            return new(TokenKind.End, "", start, 0);
        var first = text[start];
        if (IsNumberStart(start))
            return Number(start);
        if (IsNameStart(first))
            return Word(start);
        return first switch
        {
            '\'' => Quoted(TokenKind.Text, start),
            '"' => Quoted(TokenKind.DoubleQuoted, start),
            '`' => Quoted(TokenKind.Backticked, start),
            '(' => Take(TokenKind.Open, 1),
            ')' => Take(TokenKind.Close, 1),
            ',' => Take(TokenKind.Comma, 1),
            _ when Operators.FirstOrDefault(o => text.AsSpan(start).StartsWith(o, StringComparison.Ordinal)) is { } symbol => Take(TokenKind.Operator, symbol.Length),
            _ => throw new QuerySyntaxException(start, 1, $"the character '{Printable(first)}' has no meaning here; text is written in quotes."),
        };
    }

    private static bool IsNameStart(char c) => char.IsLetter(c) || c is '_' or '.';

    /// <summary>Names contain what names of metrics and parameters usually do; any other name is written in backticks.</summary>
    public static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '.' or '/' or ':' or '@' or '+' or '-';

    private bool IsNumberStart(int at)
    {
        if (text[at] is '+' or '-')
            at++;
        if (at < text.Length && text[at] == '.')
            at++;
        return at < text.Length && char.IsAsciiDigit(text[at]);
    }

    private Token Word(int start)
    {
        while (position < text.Length && IsNamePart(text[position]))
            position++;
        return new(TokenKind.Word, text[start..position], start, position - start);
    }

    private Token Number(int start)
    {
        position++;
        while (position < text.Length && (IsNamePart(text[position]) && (text[position] is not ('+' or '-') || text[position - 1] is 'e' or 'E')))
            position++;
        var written = text[start..position];
        if (!double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            throw new QuerySyntaxException(start, written.Length, $"'{written}' is no number; text is written in quotes.");
        return double.IsFinite(value)
            ? new(TokenKind.Number, written, start, written.Length, value)
            : throw new QuerySyntaxException(start, written.Length, $"'{written}' is larger than any number that can be stored.");
    }

    /// <summary>Until the closing quote; the quote itself is written twice.</summary>
    private Token Quoted(TokenKind kind, int start)
    {
        var quote = text[start];
        var content = new StringBuilder();
        for (position++; position < text.Length; position++)
        {
            if (text[position] != quote)
                content.Append(Storable(text[position]));
            else if (position + 1 < text.Length && text[position + 1] == quote)
                content.Append(text[position++]);
            else
                return new(kind, content.ToString(), start, ++position - start);
        }

        throw new QuerySyntaxException(start, text.Length - start, $"the quote {quote} that begins here is not closed.");
    }

    private char Storable(char c) => c == '\0' || (char.IsSurrogate(c) && !IsPaired())
        ? throw new QuerySyntaxException(position, 1, "this character cannot be part of text.")
        : c;

    private bool IsPaired() =>
        (char.IsHighSurrogate(text[position]) && position + 1 < text.Length && char.IsLowSurrogate(text[position + 1]))
        || (char.IsLowSurrogate(text[position]) && char.IsHighSurrogate(text[position - 1]));

    private Token Take(TokenKind kind, int length)
    {
        position += length;
        return new(kind, text.Substring(position - length, length), position - length, length);
    }

    private static string Printable(char c) =>
        char.IsControl(c) || char.IsSurrogate(c) ? string.Create(CultureInfo.InvariantCulture, $"U+{(int)c:X4}") : c.ToString();
}
