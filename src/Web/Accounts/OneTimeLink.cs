namespace Mantissa.Web.Accounts;

/// <summary>What a link is good for.</summary>
public enum LinkPurpose
{
    /// <summary>Signs in to an account.</summary>
    SignIn,

    /// <summary>Makes an account.</summary>
    Invitation,

    /// <summary>Chooses an account's password.</summary>
    Password,
}

/// <summary>Lets whoever has its token do one thing, once, until it expires.</summary>
public sealed class OneTimeLink
{
    public required Guid Id { get; init; }
    public required LinkPurpose Purpose { get; init; }

    /// <summary>SHA-256 of the token, which is shown once and kept nowhere.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>Whose; <see langword="null"/> for an invitation.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>The role of the account that an invitation makes.</summary>
    public AccountRole? Role { get; init; }

    public required string CreatedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; init; }
}
