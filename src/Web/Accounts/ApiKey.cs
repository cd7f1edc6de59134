using Mantissa.Web.Security;

namespace Mantissa.Web.Accounts;

/// <summary>Lets a program do in an account's name what both the account's role and the key's scopes allow.</summary>
public sealed class ApiKey
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required string Name { get; init; }

    /// <summary>The part of the key that is shown and looked up by.</summary>
    public required string Prefix { get; init; }

    /// <summary>SHA-256 of the secret part, which is shown once and kept nowhere.</summary>
    public required byte[] SecretHash { get; init; }

    public required Permission Scopes { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>To the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }
}
