namespace Mantissa.Data.Entities;

/// <summary>One published model, trainer, format or dataset.</summary>
public sealed class CatalogueItem
{
    /// <summary><c>model</c>, <c>trainer</c>, <c>format</c> or <c>dataset</c>.</summary>
    public required string Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>The entry as JSON, see <see cref="Mantissa.Catalogue.CatalogueDocument"/>.</summary>
    public required string Definition { get; init; }

    /// <summary>Order in the worker's own document.</summary>
    public int Position { get; init; }

    public required string WorkerId { get; init; }
    public DateTimeOffset PublishedAt { get; init; }
}
