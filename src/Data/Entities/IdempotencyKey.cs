namespace Mantissa.Data.Entities;

/// <summary>Remembers what a submission made, so that sending it again makes nothing new.</summary>
public sealed class IdempotencyKey
{
    public required string Key { get; init; }

    /// <summary>SHA-256 of what was submitted, keys sorted: the same key with another body is an error.</summary>
    public required byte[] RequestHash { get; init; }

    /// <summary><c>run</c> or <c>comparison</c>.</summary>
    public required string ResourceKind { get; init; }

    public required Guid ResourceId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}
