using Mantissa.Catalogue;

namespace Mantissa.Data.Entities;

/// <summary>A grid of runs submitted at once, to be compared with each other.</summary>
public sealed class Comparison
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required ComparisonSpecification Specification { get; init; }

    /// <summary>The format that the others are measured against.</summary>
    public required string Baseline { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
