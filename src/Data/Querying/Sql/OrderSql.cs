namespace Mantissa.Data.Querying.Sql;

/// <summary>An order as SQL, and the place in it where a page ended.</summary>
internal sealed class OrderSql(SqlParameters parameters)
{
    /// <summary>
    /// The expressions of an order. A parameter is sorted as a number where it is one, then as text. The last one is the run's id, which
    /// makes every order total; it goes in the direction of the first, so that one index can serve both.
    /// </summary>
    public IReadOnlyList<OrderTerm> Terms(IReadOnlyList<OrderKey> keys)
    {
        var terms = keys.SelectMany(Of).ToList();
        terms.Add(new("run.id", "uuid", Optional: false, keys.Count > 0 && keys[0].Descending, Source: null));
        return terms;
    }

    /// <summary>What comes after a place, in the order of the terms.</summary>
    /// <param name="terms">The order.</param>
    /// <param name="values">The terms' values at the place, as text.</param>
    public string After(IReadOnlyList<OrderTerm> terms, IReadOnlyList<string?> values)
    {
        var written = terms.Zip(values, (term, value) => value is null ? null : $"{parameters.Add(value)}::text::{term.Type}").ToList();
        if (terms.Count == 2 && terms[0].Descending == terms[1].Descending && written[0] is not null)
        {
            var position = $"({terms[0].Sorted}, {terms[1].Sorted}) {terms[0].Beyond} ({written[0]}, {written[1]})";
            return terms[0].Optional ? $"({position} or {terms[0].Sql} is null)" : position;
        }

        var alternatives = new List<string>();
        var equal = "";
        for (var i = 0; i < terms.Count; i++)
        {
            // Nothing comes after a null but other nulls, which the later terms tell apart.
            if (written[i] is { } value)
            {
                var later = $"{terms[i].Sorted} {terms[i].Beyond} {value}";
                alternatives.Add($"{equal}{(terms[i].Optional ? $"({later} or {terms[i].Sql} is null)" : later)}");
            }

            equal += written[i] is { } same ? $"{terms[i].Sql} = {same} and " : $"{terms[i].Sql} is null and ";
        }

        // Said once more in a way that an index understands.
        var bound = terms[0].Optional ? "" : $"{terms[0].Sorted} {terms[0].Beyond}= {written[0]} and ";
        return $"({bound}({string.Join(" or ", alternatives.Select(alternative => $"({alternative})"))}))";
    }

    private IEnumerable<OrderTerm> Of(OrderKey key, int index)
    {
        var source = $"key{index}";
        switch (key.Field)
        {
            case AttributeField { Attribute: var attribute }:
                return [new(attribute.Sql, attribute.SqlType, attribute.Optional, key.Descending, Source: null)];
            case TagField tag:
                return [new($"(run.tags ->> {parameters.Add(tag.Name)})", "text", Optional: true, key.Descending, Source: null)];
            case ParameterField parameter:
                var join = $"run_parameter as {source} on {source}.run_id = run.id and {source}.name = {parameters.Add(parameter.Name)}";
                return
                [
                    new($"{source}.number", "double precision", Optional: true, key.Descending, join),
                    new($"{source}.value", "text", Optional: true, key.Descending, join),
                ];
            case MetricField metric:
                var (column, type) = (ConditionSql.ColumnOf(metric.Aggregate), metric.Aggregate == MetricAggregate.Count ? "bigint" : "double precision");
                return
                [
                    new(
                        $"{source}.{column}", type, Optional: true, key.Descending,
                        $"metric_series as {source} on {source}.run_id = run.id and {source}.name = {parameters.Add(metric.Name)}"),
                ];
            default:
                throw new ArgumentOutOfRangeException(nameof(key), key, "Unknown kind of field.");
        }
    }
}
