using System.Text.Json;

namespace Mantissa.Data.Querying.Sql;

/// <summary>
/// Conditions as SQL about a row of <c>run</c>. Every part is true or false and never null, so that <c>not</c> means what it says: what may
/// be missing is asked for by <c>exists</c> or <c>is not null</c> first.
/// </summary>
internal sealed class ConditionSql(SqlParameters parameters)
{
    // As much of a parameter's text as its index holds.
    private const int IndexedCharacters = 64;

    public string Write(Condition condition) => condition switch
    {
        AllOf all => $"({string.Join(" and ", all.Conditions.Select(Write))})",
        AnyOf any => $"({string.Join(" or ", any.Conditions.Select(Write))})",
        Not not => $"not {Write(not.Inner)}",
        FieldComparison comparison => Compare(comparison),
        Membership membership => Member(membership),
        PatternMatch pattern => Test(
            pattern.Field, asNumber: false,
            sql => $"{sql} {(pattern.Negated ? "not " : "")}{(pattern.IgnoreCase ? "ilike" : "like")} {parameters.Add(pattern.Pattern)}"),
        Presence presence => $"{(presence.Negated ? "not " : "")}{Test(presence.Field, asNumber: false, sql => $"{sql} is not null")}",
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "Unknown kind of condition."),
    };

    /// <summary>The column of <c>metric_series</c> that holds an aggregate; null stands for NaN and for no value.</summary>
    public static string ColumnOf(MetricAggregate aggregate) => aggregate switch
    {
        MetricAggregate.Last => "last_number",
        MetricAggregate.Min => "min_value",
        MetricAggregate.Max => "max_value",
        MetricAggregate.Count => "count",
        _ => throw new ArgumentOutOfRangeException(nameof(aggregate), aggregate, "Unknown aggregate."),
    };

    private string Compare(FieldComparison comparison)
    {
        if (comparison is { Operator: ComparisonOperator.Equal, Value: string text })
        {
            if (comparison.Field is TagField tag)
                return $"run.tags @> {parameters.Add(JsonSerializer.Serialize(new Dictionary<string, string> { [tag.Name] = text }))}::jsonb";
            if (comparison.Field is ParameterField)
            {
                var start = text.Length <= IndexedCharacters ? text : null;
                return Test(comparison.Field, asNumber: false, sql => start is null
                    ? $"{sql} = {parameters.Add(text)}"
                    : $"value_start = {parameters.Add(start)} and {sql} = {parameters.Add(text)}");
            }
        }

        var symbol = comparison.Operator switch
        {
            ComparisonOperator.Equal => "=",
            ComparisonOperator.NotEqual => "<>",
            ComparisonOperator.Less => "<",
            ComparisonOperator.LessOrEqual => "<=",
            ComparisonOperator.Greater => ">",
            ComparisonOperator.GreaterOrEqual => ">=",
            _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison.Operator, "Unknown operator."),
        };

        // Text is compared by its bytes, whatever the database's language, so that an answer does not depend on where it is given.
        var collation = comparison.Value is string && comparison.Operator is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual) ? " collate \"C\"" : "";
        return Test(comparison.Field, comparison.Value is double, sql => $"{sql}{collation} {symbol} {parameters.Add(comparison.Value)}");
    }

    private string Member(Membership membership)
    {
        var values = Array.CreateInstance(
            membership.Values[0] is DateTimeOffset ? typeof(DateTime) : membership.Values[0].GetType(), membership.Values.Count);
        for (var i = 0; i < values.Length; i++)
            values.SetValue(membership.Values[i] is DateTimeOffset time ? time.UtcDateTime : membership.Values[i], i);
        return Test(membership.Field, values is double[], sql => $"{sql} {(membership.Negated ? "<> all" : "= any")}({parameters.Add(values)})");
    }

    /// <summary>That the field has a value for which the predicate holds.</summary>
    private string Test(Field field, bool asNumber, Func<string, string> predicate)
    {
        switch (field)
        {
            case AttributeField { Attribute: var attribute }:
                return attribute.Optional ? $"({attribute.Sql} is not null and {predicate(attribute.Sql)})" : $"({predicate(attribute.Sql)})";
            case TagField tag:
                var value = $"(run.tags ->> {parameters.Add(tag.Name)})";
                return $"({value} is not null and {predicate(value)})";
            case ParameterField parameter:
                return $"exists (select 1 from run_parameter where run_id = run.id and name = {parameters.Add(parameter.Name)} and {predicate(asNumber ? "number" : "value")})";
            case MetricField metric:
                return $"exists (select 1 from metric_series where run_id = run.id and name = {parameters.Add(metric.Name)} and {predicate(ColumnOf(metric.Aggregate))})";
            default:
                throw new ArgumentOutOfRangeException(nameof(field), field, "Unknown kind of field.");
        }
    }
}
