using System.Text;
using System.Text.RegularExpressions;
using Mantissa.Data.Entities;
using Mantissa.Data.Querying;

namespace Mantissa.Web.Mlflow;

/// <summary>Holds a condition of the query language against an experiment: its name, its tags and when it was made.</summary>
internal static class ExperimentCondition
{
    public static bool Holds(Condition condition, Experiment experiment) => condition switch
    {
        AllOf all => all.Conditions.All(inner => Holds(inner, experiment)),
        AnyOf any => any.Conditions.Any(inner => Holds(inner, experiment)),
        Not not => !Holds(not.Inner, experiment),
        FieldComparison { Field: var field, Operator: var by, Value: var value } => ValueOf(field, experiment) is { } own && Compares(Compare(own, value), by),
        Membership { Field: var field, Values: var values, Negated: var negated } =>
            ValueOf(field, experiment) is { } own && values.Any(value => Compare(own, value) == 0) != negated,
        PatternMatch match => ValueOf(match.Field, experiment) is string own && Like(own, match.Pattern, match.IgnoreCase) != match.Negated,
        Presence presence => ValueOf(presence.Field, experiment) is null == presence.Negated,
        _ => throw new ArgumentException($"There are no other conditions than those above, but this is {condition}.", nameof(condition)),
    };

    private static object? ValueOf(Field field, Experiment experiment) => field switch
    {
        TagField tag => experiment.Tags.GetValueOrDefault(tag.Name),
        AttributeField { Attribute.Name: "name" } => experiment.Name,
        AttributeField { Attribute.Name: "created" } => experiment.CreatedAt,
        _ => throw MlflowError.Invalid("Experiments can be filtered by name, tags.NAME and created (a time) only."),
    };

    private static int Compare(object own, object value) => (own, value) switch
    {
        (string left, string right) => string.CompareOrdinal(left, right),
        (DateTimeOffset left, DateTimeOffset right) => left.CompareTo(right),
        _ => throw MlflowError.Invalid($"'{value}' cannot be compared with an experiment's {(own is string ? "text" : "time")}."),
    };

    private static bool Compares(int order, ComparisonOperator by) => by switch
    {
        ComparisonOperator.Equal => order == 0,
        ComparisonOperator.NotEqual => order != 0,
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        ComparisonOperator.Greater => order > 0,
        _ => order >= 0,
    };

    /// <summary>SQL's LIKE: <c>%</c> is any text, <c>_</c> any character, and <c>\</c> makes the next one stand for itself.</summary>
    private static bool Like(string text, string pattern, bool ignoreCase)
    {
        var expression = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            expression.Append(pattern[i] switch
            {
                '%' => ".*",
                '_' => ".",
                '\\' when i + 1 < pattern.Length => Regex.Escape(pattern[++i].ToString()),
                var other => Regex.Escape(other.ToString()),
            });
        }

        var options = RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;
        return Regex.IsMatch(text, expression.Append("\\z").ToString(), ignoreCase ? options | RegexOptions.IgnoreCase : options);
    }
}
