namespace Mantissa.Web.Security;

/// <summary>Addresses that are secrets themselves, in their path or their query.</summary>
internal static class SecretAddress
{
    public const string Shared = "/shared";
    public const string SignInLink = "/sign-in/link";
    public const string Invitation = "/invitation";
    public const string PasswordLink = "/password";

    private static readonly PathString[] All = [Shared, SignInLink, Invitation, PasswordLink];

    public static bool Holds(PathString path) => Array.Exists(All, secret => path.StartsWithSegments(secret));

    /// <summary>A path for the log, without what follows a share link's beginning.</summary>
    public static string Conceal(string path) => new PathString(path).StartsWithSegments(Shared) ? $"{Shared}/…" : path;
}
