using System.Text;
using System.Text.RegularExpressions;
using Mantissa.Data.Querying;

namespace Mantissa.Data.Tests.Querying;

/// <summary>Conditions and orders, decided in memory.</summary>
internal static class Evaluator
{
    public static bool Holds(this KnownRun run, Condition condition) => condition switch
    {
        AllOf all => all.Conditions.All(run.Holds),
        AnyOf any => any.Conditions.Any(run.Holds),
        Not not => !run.Holds(not.Inner),
        FieldComparison c => run.ValueOf(c.Field, c.Value is double) is { } value && Compares(value, c.Operator, c.Value),
        Membership m => run.ValueOf(m.Field, m.Values[0] is double) is { } value && m.Values.Any(v => Compare(value, v) == 0) != m.Negated,
        PatternMatch p => run.ValueOf(p.Field, asNumber: false) is string text && Regex.IsMatch(text, Translate(p.Pattern), Options(p)) != p.Negated,
        Presence p => run.ValueOf(p.Field, asNumber: false) is null == p.Negated,
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    /// <summary>Null after everything; a parameter as a number where it is one, then as text; ties by id in the direction of the first key.</summary>
    public static IEnumerable<KnownRun> Sort(IEnumerable<KnownRun> runs, IReadOnlyList<OrderKey> order)
    {
        var sorted = runs.OrderBy(_ => 0);
        foreach (var key in order)
        {
            foreach (var asNumber in key.Field is ParameterField ? [true, false] : new[] { false })
            {
                sorted = sorted.ThenBy(run => run.ValueOf(key.Field, asNumber) is null);
                var values = Comparer<object?>.Create((left, right) => left is null || right is null ? 0 : Compare(left, right));
                sorted = key.Descending
                    ? sorted.ThenByDescending(run => run.ValueOf(key.Field, asNumber), values)
                    : sorted.ThenBy(run => run.ValueOf(key.Field, asNumber), values);
            }
        }

        return order[0].Descending
            ? sorted.ThenByDescending(run => run.Run.Id.ToString(), StringComparer.Ordinal)
            : sorted.ThenBy(run => run.Run.Id.ToString(), StringComparer.Ordinal);
    }

    private static bool Compares(object value, ComparisonOperator comparison, object other) => comparison switch
    {
        ComparisonOperator.Equal => Compare(value, other) == 0,
        ComparisonOperator.NotEqual => Compare(value, other) != 0,
        ComparisonOperator.Less => Compare(value, other) < 0,
        ComparisonOperator.LessOrEqual => Compare(value, other) <= 0,
        ComparisonOperator.Greater => Compare(value, other) > 0,
        _ => Compare(value, other) >= 0,
    };

    private static int Compare(object left, object right) => (left, right) switch
    {
        (string a, string b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)),
        (IComparable a, _) => a.CompareTo(right),
        _ => throw new ArgumentException("These do not compare."),
    };

    private static RegexOptions Options(PatternMatch pattern) =>
        RegexOptions.Singleline | RegexOptions.CultureInvariant | (pattern.IgnoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);

    private static string Translate(string pattern)
    {
        var regex = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            regex.Append(pattern[i] switch
            {
                '%' => ".*",
                '_' => ".",
                '\\' => Regex.Escape(pattern[++i].ToString()),
                var c => Regex.Escape(c.ToString()),
            });
        }

        return regex.Append(@"\z").ToString();
    }
}
