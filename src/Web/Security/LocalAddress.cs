namespace Mantissa.Web.Security;

/// <summary>Where to go after signing in: on this site, whatever the address asks for.</summary>
public static class LocalAddress
{
    public static string Of(string? asked) =>
        asked is ['/', ..] && asked is not ['/', '/' or '\\', ..] && !asked.Any(char.IsControl) && !asked.StartsWith(AuthorizationAnswers.SignIn, StringComparison.Ordinal)
            ? asked
            : "/";
}
