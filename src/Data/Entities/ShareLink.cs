namespace Mantissa.Data.Entities;

/// <summary>Lets whoever has its token read one dashboard, until it expires or is revoked.</summary>
public sealed class ShareLink
{
    public required Guid Id { get; init; }
    public required Guid DashboardId { get; init; }

    /// <summary>SHA-256 of the token: the token itself is shown once and kept nowhere.</summary>
    public required byte[] TokenHash { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
}
