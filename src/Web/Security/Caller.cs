using System.Globalization;
using System.Security.Claims;
using Mantissa.Web.Accounts;

namespace Mantissa.Web.Security;

/// <summary>Who asks, as claims: a session in a browser, a key, or the operator of the machine.</summary>
public static class Caller
{
    private const string SessionClaim = "session";
    private const string KeyClaim = "key";
    private const string MayClaim = "may";
    private const string DueClaim = "password-due";
    private const string AddressClaim = "address";
    private const string OperatorKey = "operator";

    /// <summary>Somebody in a browser; with nothing allowed while their password is due.</summary>
    public static ClaimsPrincipal Of(SessionState session, string address)
    {
        ArgumentNullException.ThrowIfNull(session);
        var may = session.PasswordDue ? Permission.None : Policies.Of(session.Role);
        var identity = Create("session", session.AccountId, session.Name, session.Role, may, address, new(SessionClaim, session.Id.ToString()));
        if (session.PasswordDue)
            identity.AddClaim(new(DueClaim, "true"));
        return new(identity);
    }

    /// <summary>A program with a key of an account.</summary>
    public static ClaimsPrincipal Of(KeyState key, string address)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(Create("key", key.AccountId, key.AccountName, key.Role, Policies.Of(key.Role) & key.Scopes, address, new(KeyClaim, key.Prefix)));
    }

    /// <summary>The command, on the machine of the site.</summary>
    public static ClaimsPrincipal Operator(string address) =>
        new(Create("key", Guid.Empty, OperatorKey, AccountRole.Admin, Policies.Of(AccountRole.Admin), address, new(KeyClaim, OperatorKey)));

    public static bool May(this ClaimsPrincipal user, Permission permission) => user.Permissions().HasFlag(permission);

    /// <summary>Everything that somebody may do.</summary>
    public static Permission Permissions(this ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return int.TryParse(user.FindFirstValue(MayClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var may) ? (Permission)may : Permission.None;
    }

    public static Guid? SessionId(this ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(SessionClaim), out var id) ? id : null;

    public static Guid? AccountId(this ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    /// <summary>The prefix of the key; <see langword="null"/> for somebody in a browser.</summary>
    public static string? KeyPrefix(this ClaimsPrincipal user) => user.FindFirstValue(KeyClaim);

    public static string Address(this ClaimsPrincipal user) => user.FindFirstValue(AddressClaim) ?? "";

    public static bool IsOperator(this ClaimsPrincipal user) => user.KeyPrefix() == OperatorKey;

    public static bool OwesPassword(this ClaimsPrincipal user) => user.HasClaim(DueClaim, "true");

    /// <summary>The name, with the key where it was one.</summary>
    public static string Words(this ClaimsPrincipal user)
    {
        var name = user.FindFirstValue(ClaimTypes.Name) ?? "nobody";
        return user.KeyPrefix() is { } prefix && !user.IsOperator() ? $"{name} (key {prefix})" : name;
    }

    private static ClaimsIdentity Create(string scheme, Guid account, string name, AccountRole role, Permission may, string address, Claim source) => new(
        [
            new(ClaimTypes.NameIdentifier, account.ToString()), new(ClaimTypes.Name, name), new(ClaimTypes.Role, role.ToString()),
            new(MayClaim, ((int)may).ToString(CultureInfo.InvariantCulture)), new(AddressClaim, address), source,
        ],
        scheme);
}
