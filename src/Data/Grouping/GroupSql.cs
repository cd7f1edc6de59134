using Mantissa.Data.Querying;
using Mantissa.Data.Querying.Sql;

namespace Mantissa.Data.Grouping;

/// <summary>Fields as SQL about a row of <c>run</c> and what is joined to it: each parameter and each series once, however often it is asked for.</summary>
internal sealed class GroupSql(SqlParameters parameters)
{
    // The square of a larger number is none any more, and one such run must not cost the mean of all others.
    private const string Largest = "1e150";

    private readonly Dictionary<(string Table, string Name), string> joined = [];
    private readonly List<string> joins = [];

    /// <summary>What follows <c>from run</c>.</summary>
    public string Joins => string.Concat(joins);

    /// <summary>The value as text, by which runs are told apart.</summary>
    public string Text(Field field) => field switch
    {
        AttributeField { Attribute: var attribute } => $"({attribute.Sql})::text",
        TagField tag => $"(run.tags ->> {parameters.Add(tag.Name)})",
        ParameterField parameter => $"{Join("run_parameter", parameter.Name)}.value",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Runs are not grouped by such a field."),
    };

    /// <summary>The value as a number to sort groups by; <see langword="null"/> for text.</summary>
    public string? Number(Field field) => field switch
    {
        AttributeField { Attribute: { Kind: AttributeKind.Number } attribute } => $"({attribute.Sql})::double precision",
        ParameterField parameter => $"{Join("run_parameter", parameter.Name)}.number",
        MetricField metric => $"{Join("metric_series", metric.Name)}.{ConditionSql.ColumnOf(metric.Aggregate)}::double precision",
        _ => null,
    };

    /// <summary>The value as a finite number of which a mean can be taken.</summary>
    public string Measure(Field field) => Number(field) is { } number
        ? $"case when abs({number}) < {Largest} then {number} end"
        : throw new ArgumentOutOfRangeException(nameof(field), field, "Such a field has no mean.");

    private string Join(string table, string name)
    {
        if (!joined.TryGetValue((table, name), out var alias))
        {
            alias = $"joined{joins.Count}";
            joined.Add((table, name), alias);
            joins.Add($" left join {table} as {alias} on {alias}.run_id = run.id and {alias}.name = {parameters.Add(name)}");
        }

        return alias;
    }
}
