using Mantissa.Web.Accounts;

namespace Mantissa.Web.Hosting;

/// <summary>An identity provider that speaks OpenID Connect; all of it is set by variables that begin with <c>MANTISSA_OIDC_</c>.</summary>
/// <param name="Authority">Where it is; <c>AUTHORITY</c>. HTTPS, unless it is this machine.</param>
/// <param name="ClientId">What it knows this site as; <c>CLIENT_ID</c>.</param>
/// <param name="ClientSecret">How this site proves that; in the file named by <c>CLIENT_SECRET_FILE</c>, or <c>CLIENT_SECRET</c>.</param>
/// <param name="Name">What the button calls it; <c>NAME</c>.</param>
/// <param name="RoleClaim">The claim that says what somebody may do; <c>ROLE_CLAIM</c>.</param>
/// <param name="Roles">Which of its values is which role; <c>ROLES</c>, e.g. <c>ml-admins=admin, ml-team=member</c>. Everybody else is a viewer.</param>
public sealed record OidcSettings(
    Uri Authority, string ClientId, string ClientSecret, string Name, string RoleClaim, IReadOnlyDictionary<string, AccountRole> Roles)
{
    private const string Prefix = "MANTISSA_OIDC_";

    /// <exception cref="StartupException">A setting is missing or cannot be used; the message names it.</exception>
    public static OidcSettings? Read(Func<string, string?> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text(Prefix + "AUTHORITY") is not { } address)
            return null;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var authority) || !(authority.Scheme == Uri.UriSchemeHttps || authority.IsLoopback))
            throw new StartupException($"{Prefix}AUTHORITY must be an address that begins with https://, not '{address}'.");
        return new(
            authority, Required("CLIENT_ID"), Secret(), text(Prefix + "NAME") ?? authority.Host, text(Prefix + "ROLE_CLAIM") ?? "roles",
            Pairs(text(Prefix + "ROLES") ?? ""));

        string Required(string name) => text(Prefix + name) ?? throw new StartupException($"{Prefix}{name} is needed with {Prefix}AUTHORITY.");

        string Secret()
        {
            if (text(Prefix + "CLIENT_SECRET_FILE") is not { } file)
                return Required("CLIENT_SECRET");
            try
            {
                return File.ReadAllText(file).Trim();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new StartupException($"{Prefix}CLIENT_SECRET_FILE cannot be read: {error.Message}", error);
            }
        }
    }

    private static Dictionary<string, AccountRole> Pairs(string text)
    {
        var roles = new Dictionary<string, AccountRole>();
        foreach (var pair in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (pair.Split('=', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } value, var name] || !Enum.TryParse<AccountRole>(name, ignoreCase: true, out var role))
                throw new StartupException($"{Prefix}ROLES takes pairs such as ml-admins=admin, with the roles viewer, member and admin, not '{pair}'.");
            roles[value] = role;
        }

        return roles;
    }
}
