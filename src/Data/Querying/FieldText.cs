namespace Mantissa.Data.Querying;

/// <summary>Names of fields as the query language reads them.</summary>
public static class FieldText
{
    public static string Parameter(string name) => "params." + Quoted(name);

    public static string Tag(string name) => "tags." + Quoted(name);

    /// <param name="name">The metric.</param>
    /// <param name="aggregate"><c>last</c>, <c>min</c>, <c>max</c>, <c>best</c> or <c>count</c>.</param>
    public static string Metric(string name, string aggregate) => $"metrics.{Quoted(name)}.{aggregate}";

    /// <summary>In backticks where the name would not be read as one, or its end as an aggregate.</summary>
    internal static string Quoted(string name) =>
        name.Length > 0 && name.All(Tokenizer.IsNamePart) && !FieldReader.Aggregates.ContainsKey(name[(name.LastIndexOf('.') + 1)..])
            ? name
            : $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";
}
