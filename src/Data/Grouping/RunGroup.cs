using System.Globalization;
using Mantissa.Data.Comparisons;
using Mantissa.Data.Querying;

namespace Mantissa.Data.Grouping;

/// <summary>Runs that have the same values.</summary>
/// <param name="Keys">Their values of the fields that they are grouped by, as text; <see langword="null"/> where they have none.</param>
/// <param name="Count">How many runs there are.</param>
/// <param name="Measures">Mean and spread of each measure, over those runs that have a finite number.</param>
public sealed record RunGroup(IReadOnlyList<string?> Keys, int Count, IReadOnlyList<SampleMoments> Measures)
{
    /// <summary>Tells the group from the others; a value that is missing is not an empty one.</summary>
    public string Key => string.Join('\n', Keys.Select(key => key ?? "\0"));

    /// <summary>What tells the runs of the group from the others that match.</summary>
    /// <param name="by">The fields that the runs are grouped by.</param>
    public Condition Condition(IReadOnlyList<Field> by) => new AllOf([.. by.Zip(Keys, Same)]);

    private static Condition Same(Field field, string? key) => key is null
        ? new Presence(field, Negated: true)
        : new FieldComparison(field, ComparisonOperator.Equal, Value(field, key));

    private static object Value(Field field, string key) => field switch
    {
        AttributeField { Attribute.Kind: AttributeKind.Number } => double.Parse(key, CultureInfo.InvariantCulture),
        AttributeField { Attribute.Kind: AttributeKind.Flag } => bool.Parse(key),
        _ => key,
    };
}

/// <summary>The groups of the runs that match.</summary>
/// <param name="Groups">In order, at most <see cref="RunGroupQuery.Most"/>.</param>
/// <param name="GroupCount">How many there are in all.</param>
/// <param name="RunCount">How many runs match.</param>
public sealed record RunGroups(IReadOnlyList<RunGroup> Groups, int GroupCount, int RunCount);
