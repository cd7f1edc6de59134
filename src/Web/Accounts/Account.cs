using Microsoft.AspNetCore.Identity;

namespace Mantissa.Web.Accounts;

/// <summary>Somebody who may sign in. Names are compared without regard to case.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public AccountRole Role { get; set; }

    /// <summary>Who they are at the identity provider, as <c>issuer subject</c>; <see langword="null"/> for who signs in with a password.</summary>
    public string? Subject { get; set; }

    /// <summary>The password is known to whoever made the account, and good for nothing but choosing another.</summary>
    public bool MustChangePassword { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastSeenAt { get; set; }
    public DateTimeOffset? DisabledAt { get; set; }
}
