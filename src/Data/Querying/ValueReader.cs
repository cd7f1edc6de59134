namespace Mantissa.Data.Querying;

/// <summary>Makes conditions of a field and what it is compared with, and tells where the two do not fit.</summary>
internal sealed class ValueReader(QueryContext context)
{
    private readonly Literals literals = new(context);

    public Condition Compare(Field field, Token symbol, Token value)
    {
        var comparison = symbol.Text switch
        {
            "=" or "==" => ComparisonOperator.Equal,
            "!=" or "<>" => ComparisonOperator.NotEqual,
            "<" => ComparisonOperator.Less,
            "<=" => ComparisonOperator.LessOrEqual,
            ">" => ComparisonOperator.Greater,
            _ => ComparisonOperator.GreaterOrEqual,
        };
        if (field is AttributeField { Attribute: { Kind: AttributeKind.Status or AttributeKind.Id or AttributeKind.Flag } attribute }
            && comparison is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual))
            throw new QuerySyntaxException(symbol.Position, symbol.Length, $"{attribute.Name} can be compared by = and != only, not by {symbol.Text}.");
        var read = literals.Read(field, value).ToList();
        return read is [var only] ? new FieldComparison(field, comparison, only) : new Membership(field, read, comparison == ComparisonOperator.NotEqual);
    }

    public Condition Member(Field field, List<Token> values, bool negated)
    {
        var read = values.SelectMany(value => literals.Read(field, value)).ToList();
        if (read.FindIndex(value => value.GetType() != read[0].GetType()) is var other and > 0)
            throw TokenReader.Unexpected(values[other], read[0] is double ? "a number, as before it" : "text in quotes, as before it");
        return new Membership(field, read, negated);
    }

    public static Condition Pattern(Field field, Token keyword, Token value, bool negated)
    {
        if (field is MetricField or AttributeField { Attribute.Kind: not AttributeKind.Text })
        {
            throw new QuerySyntaxException(
                keyword.Position, keyword.Length, $"{Literals.NameOf(field)} is no text, and '{keyword.Text}' compares text; use =, in, < or >.");
        }

        if (value.Kind is not (TokenKind.Text or TokenKind.DoubleQuoted))
            throw TokenReader.Unexpected(value, "a pattern in quotes, e.g. 'res%'");
        if (value.Text.Reverse().TakeWhile(c => c == '\\').Count() % 2 == 1)
            throw new QuerySyntaxException(value.End - 2, 1, "a pattern cannot end with a single \\: it makes the character after it stand for itself.");
        return new PatternMatch(field, value.Text, keyword.Is("ilike"), negated);
    }
}
