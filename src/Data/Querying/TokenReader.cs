namespace Mantissa.Data.Querying;

/// <summary>The tokens of a query, with the one that is read next.</summary>
internal sealed class TokenReader
{
    private readonly Tokenizer tokenizer;

    public TokenReader(string text)
    {
        tokenizer = new Tokenizer(text);
        Current = tokenizer.Next();
    }

    public Token Current { get; private set; }

    public Token Take()
    {
        var taken = Current;
        Current = tokenizer.Next();
        return taken;
    }

    public bool TryTake(string keyword)
    {
        var taken = Current.Is(keyword);
        if (taken)
            Take();
        return taken;
    }

    public bool TryTake(TokenKind kind)
    {
        var taken = Current.Kind == kind;
        if (taken)
            Take();
        return taken;
    }

    public void Expect(TokenKind kind, string what)
    {
        if (!TryTake(kind))
            throw Unexpected(what);
    }

    public void Expect(string keyword)
    {
        if (!TryTake(keyword))
            throw Unexpected($"'{keyword}'");
    }

    public QuerySyntaxException Unexpected(string expected) => Unexpected(Current, expected);

    public static QuerySyntaxException Unexpected(Token token, string expected) =>
        new(token.Position, token.Length, $"expected {expected}, found {token.Description}.");
}
