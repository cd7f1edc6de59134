using Mantissa.Data.Querying;

namespace Mantissa.Web.Api.Resources;

/// <summary>What queries can name.</summary>
/// <param name="Attributes">What every run has.</param>
/// <param name="Parameters">Written <c>params.NAME</c>.</param>
/// <param name="Metrics">Written <c>metrics.NAME</c>, with <c>.last</c>, <c>.min</c>, <c>.max</c>, <c>.best</c> or <c>.count</c> after it if wanted.</param>
/// <param name="Tags">Written <c>tags.NAME</c>.</param>
public sealed record QueryFieldsResource(
    IReadOnlyList<QueryFieldsResource.Attribute> Attributes, IReadOnlyList<NamedField> Parameters, IReadOnlyList<NamedField> Metrics, IReadOnlyList<NamedField> Tags)
{
    /// <summary>An attribute.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Kind">What its values are.</param>
    /// <param name="Help">One line about it.</param>
    /// <param name="Aliases">Other names for it.</param>
    public sealed record Attribute(string Name, AttributeKind Kind, string Help, IReadOnlyList<string> Aliases);

    public static QueryFieldsResource Of(QueryFields fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return new([.. fields.Attributes.Select(a => new Attribute(a.Name, a.Kind, a.Help, a.Aliases))], fields.Parameters, fields.Metrics, fields.Tags);
    }
}
