namespace Mantissa.Data.Querying;

internal enum TokenKind
{
    /// <summary>A name or keyword without quotes, e.g. <c>metrics.validation/top1.max</c>.</summary>
    Word,

    /// <summary>Between single quotes: a value.</summary>
    Text,

    /// <summary>Between double quotes: a value or a name, depending on where it stands.</summary>
    DoubleQuoted,

    /// <summary>Between backticks: a name.</summary>
    Backticked,

    Number,
    Operator,
    Open,
    Close,
    Comma,
    End,
}

/// <summary>A piece of a query's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As written; of quoted text what is between the quotes.</param>
/// <param name="Position">Where it begins, from 0.</param>
/// <param name="Length">How many characters it takes, quotes included.</param>
/// <param name="Number">The value of a number.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Position, int Length, double Number = 0)
{
    private const int LongestExcerpt = 40;

    public int End => Position + Length;

    public bool Is(string keyword) => Kind == TokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    /// <summary>For messages.</summary>
    public string Description => Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.Text or TokenKind.DoubleQuoted or TokenKind.Backticked => $"the text '{Excerpt}'",
        _ => $"'{Excerpt}'",
    };

    private string Excerpt => Text.Length > LongestExcerpt ? Text[..LongestExcerpt] + "…" : Text;
}
