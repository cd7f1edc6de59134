namespace Mantissa.Web.Accounts;

/// <summary>A browser in which somebody has signed in. Without its row the cookie is worth nothing.</summary>
public sealed class Session
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }

    /// <summary>Nothing may be done but to choose another password.</summary>
    public bool PasswordDue { get; init; }

    public required string Address { get; init; }

    /// <summary>What the browser calls itself.</summary>
    public required string Agent { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset LastSeenAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}
