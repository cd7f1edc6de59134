using Mantissa.Data.Querying;
using Mantissa.Data.Runs;

namespace Mantissa.Data.Grouping;

/// <summary>How to group runs.</summary>
/// <param name="Runs">Which runs; its order, limit and place do not matter.</param>
/// <param name="By">Fields whose values make the groups: attributes other than times and ids, parameters, tags.</param>
/// <param name="Measures">Fields whose numbers are averaged over a group: metrics, parameters, attributes that are numbers.</param>
public sealed record RunGroupQuery(RunQuery Runs, IReadOnlyList<Field> By, IReadOnlyList<Field> Measures)
{
    /// <summary>More groups than these are not read.</summary>
    public const int Most = 1_000;

    /// <summary>One of the fields of <see cref="By"/>, or of <see cref="Measures"/> for the order of the means; without it, or another one, by the groups' values.</summary>
    public OrderKey? Order { get; init; }

    /// <summary>Whether values of a field can make groups.</summary>
    public static bool CanGroupBy(Field field) => field switch
    {
        MetricField => false,
        AttributeField { Attribute.Kind: AttributeKind.Time or AttributeKind.Id } => false,
        _ => true,
    };

    /// <summary>Whether a field has numbers that can be averaged.</summary>
    public static bool CanMeasure(Field field) => field is MetricField or ParameterField or AttributeField { Attribute.Kind: AttributeKind.Number };
}
