using System.Globalization;

namespace Mantissa.Data.Querying;

/// <summary>
/// Reads a query by recursive descent; the grammar is in docs/query-language.md. What the text may cost is bounded beforehand
/// (<see cref="QueryLimits"/>), nesting by a count of its own, so that no text can exhaust the stack.
/// </summary>
public sealed class QueryParser
{
    private const string AField = "a field, such as model, metrics.NAME, params.NAME or tags.NAME";

    private readonly TokenReader tokens;
    private readonly FieldReader fields;
    private readonly ValueReader values;
    private int nesting;
    private int conditions;

    private QueryParser(string text, QueryContext context)
    {
        tokens = new TokenReader(text);
        fields = new FieldReader(tokens, context);
        values = new ValueReader(context);
    }

    /// <summary>Understands a query: conditions, then <c>order by</c>; either may be left out.</summary>
    /// <exception cref="QuerySyntaxException">It cannot be understood.</exception>
    public static ParsedQuery Parse(string? text, QueryContext context)
    {
        var parser = Start(text ?? "", context);
        var empty = parser.tokens.Current.Kind == TokenKind.End || parser.tokens.Current.Is("order");
        var condition = empty ? null : parser.ReadAny();
        var order = parser.tokens.TryTake("order") ? parser.ReadOrder() : [];
        return parser.tokens.Current.Kind == TokenKind.End
            ? new(condition, order)
            : throw parser.tokens.Unexpected(order.Count > 0 ? "',' or the end" : "'and', 'or', 'order by' or the end");
    }

    /// <summary>Understands one key of an order, e.g. <c>metrics.loss desc</c>.</summary>
    /// <exception cref="QuerySyntaxException">It cannot be understood.</exception>
    public static OrderKey ParseOrderKey(string text, QueryContext context)
    {
        var parser = Start(text, context);
        var key = parser.ReadOrderKey();
        return parser.tokens.Current.Kind == TokenKind.End ? key : throw parser.tokens.Unexpected("the end");
    }

    /// <summary>Understands the name of a field, e.g. <c>metrics.kid.best</c>.</summary>
    /// <exception cref="QuerySyntaxException">It cannot be understood.</exception>
    public static Field ParseField(string text, QueryContext context)
    {
        var parser = Start(text, context);
        var field = parser.fields.Read(AField);
        return parser.tokens.Current.Kind == TokenKind.End ? field : throw parser.tokens.Unexpected("the end");
    }

    private static QueryParser Start(string text, QueryContext context) => text.Length <= QueryLimits.Characters
        ? new QueryParser(text, context)
        : throw new QuerySyntaxException(
            QueryLimits.Characters, 1,
            string.Create(CultureInfo.InvariantCulture, $"a query may have at most {QueryLimits.Characters:N0} characters, and this one has {text.Length:N0}."));

    private Condition ReadAny() => ReadChain("or", ReadAll, list => new AnyOf(list));

    private Condition ReadAll() => ReadChain("and", ReadNot, list => new AllOf(list));

    private static Condition One(List<Condition> list, Func<List<Condition>, Condition> combine) => list is [var only] ? only : combine(list);

    private Condition ReadChain(string keyword, Func<Condition> read, Func<List<Condition>, Condition> combine)
    {
        var list = new List<Condition> { read() };
        while (tokens.TryTake(keyword))
            list.Add(read());
        return One(list, combine);
    }

    private Condition ReadNot()
    {
        var start = tokens.Current;
        if (tokens.TryTake("not"))
            return Nested(start, () => new Not(ReadNot()));
        if (!tokens.TryTake(TokenKind.Open))
            return ReadCondition();
        return Nested(start, () =>
        {
            var inner = ReadAny();
            tokens.Expect(TokenKind.Close, "'and', 'or' or ')'");
            return inner;
        });
    }

    private Condition Nested(Token start, Func<Condition> read)
    {
        if (++nesting > QueryLimits.Nesting)
            throw new QuerySyntaxException(start.Position, start.Length, $"parentheses and 'not' may be nested {QueryLimits.Nesting} deep, not deeper.");
        var condition = read();
        nesting--;
        return condition;
    }

    private Condition ReadCondition()
    {
        var start = tokens.Current;
        if (++conditions > QueryLimits.Conditions)
            throw new QuerySyntaxException(start.Position, start.Length, $"a query may have at most {QueryLimits.Conditions} conditions.");
        var field = fields.Read(AField);
        if (tokens.TryTake("is"))
        {
            var absent = !tokens.TryTake("not");
            tokens.Expect("null");
            return new Presence(field, absent);
        }

        var negated = tokens.TryTake("not");
        if (tokens.TryTake("in"))
            return values.Member(field, ReadList(), negated);
        var pattern = tokens.Current;
        if (tokens.TryTake("like") || tokens.TryTake("ilike"))
            return ValueReader.Pattern(field, pattern, tokens.Take(), negated);
        if (negated)
            throw tokens.Unexpected("'in', 'like' or 'ilike'");
        if (tokens.Current.Kind != TokenKind.Operator)
            throw tokens.Unexpected("=, !=, <, <=, >, >=, 'in', 'like', 'ilike' or 'is'");
        var symbol = tokens.Take();
        return values.Compare(field, symbol, tokens.Take());
    }

    private List<Token> ReadList()
    {
        tokens.Expect(TokenKind.Open, "'('");
        var list = new List<Token>();
        do
        {
            if (list.Count == QueryLimits.ListedValues)
                throw tokens.Unexpected($"')': a list may have at most {QueryLimits.ListedValues:N0} values");
            list.Add(tokens.Take());
        }
        while (tokens.TryTake(TokenKind.Comma));
        tokens.Expect(TokenKind.Close, "',' or ')'");
        return list;
    }

    private List<OrderKey> ReadOrder()
    {
        tokens.Expect("by");
        var keys = new List<OrderKey>();
        do
        {
            if (keys.Count == QueryLimits.OrderKeys)
                throw tokens.Unexpected($"the end: runs can be sorted by at most {QueryLimits.OrderKeys} keys");
            keys.Add(ReadOrderKey());
        }
        while (tokens.TryTake(TokenKind.Comma));
        return keys;
    }

    private OrderKey ReadOrderKey()
    {
        var field = fields.Read(AField);
        var descending = tokens.TryTake("desc");
        if (!descending)
            tokens.TryTake("asc");
        return new(field, descending);
    }
}
