using Mantissa.Catalogue;

namespace Mantissa.Web.Api.Resources;

/// <summary>A comparison with its runs.</summary>
/// <param name="Id">The comparison.</param>
/// <param name="Name">Given, or made from its models and formats.</param>
/// <param name="Baseline">The format that the others are measured against.</param>
/// <param name="Specification">The grid as it was submitted.</param>
/// <param name="Url">The comparison's page.</param>
/// <param name="CreatedAt">When it was submitted.</param>
/// <param name="Runs">One for each model, format and seed.</param>
public sealed record ComparisonResource(
    Guid Id, string Name, string Baseline, ComparisonSpecification Specification, string Url, DateTimeOffset CreatedAt, IReadOnlyList<RunResource> Runs);
