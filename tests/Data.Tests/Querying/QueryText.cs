using System.Globalization;
using Mantissa.Data.Querying;

namespace Mantissa.Data.Tests.Querying;

/// <summary>Conditions as the text of a query, with every group in parentheses and every name in quotes.</summary>
internal static class QueryText
{
    public static string Of(Condition condition) => condition switch
    {
        AllOf all => $"({string.Join(" and ", all.Conditions.Select(Of))})",
        AnyOf any => $"({string.Join(" OR ", any.Conditions.Select(Of))})",
        Not not => $"not {Of(not.Inner)}",
        FieldComparison c => $"{Of(c.Field)} {Symbol(c.Operator)} {Literal(c.Value)}",
        Membership m => $"{Of(m.Field)} {(m.Negated ? "not " : "")}In ({string.Join(", ", m.Values.Select(Literal))})",
        PatternMatch p => $"{Of(p.Field)} {(p.Negated ? "not " : "")}{(p.IgnoreCase ? "ilike" : "LIKE")} {Literal(p.Pattern)}",
        Presence p => $"{Of(p.Field)} is {(p.Negated ? "" : "not ")}null",
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    public static string Of(Field field) => field switch
    {
        AttributeField a => a.Attribute.Name,
        ParameterField p => $"params.{Quoted(p.Name)}",
        TagField t => $"tags.{Quoted(t.Name)}",
        MetricField m => $"metrics.{Quoted(m.Name)}.{m.Aggregate.ToString().ToLowerInvariant()}",
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    public static string Of(IEnumerable<OrderKey> order) => string.Join(", ", order.Select(key => $"{Of(key.Field)} {(key.Descending ? "desc" : "asc")}"));

    private static string Quoted(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    private static string Symbol(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.NotEqual => "!=",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        _ => ">=",
    };

    private static string Literal(object value) => value switch
    {
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        Guid id => $"'{id}'",
        DateTimeOffset time => $"'{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'}'",
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };
}
