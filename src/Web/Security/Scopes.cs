namespace Mantissa.Web.Security;

/// <summary>The names of permissions, as the scopes of keys have them.</summary>
public static class Scopes
{
    private static readonly (Permission Permission, string Name)[] Each =
        [(Permission.Read, "read"), (Permission.Submit, "submit"), (Permission.Record, "record"), (Permission.Admin, "admin")];

    /// <summary>Every scope that there is, from the smallest to the largest.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Each.Select(scope => scope.Name)];

    public static IReadOnlyList<string> NamesOf(Permission permissions) =>
        [.. Each.Where(scope => permissions.HasFlag(scope.Permission)).Select(scope => scope.Name)];

    /// <summary>The permission of a name; <see langword="null"/> when there is none.</summary>
    public static Permission? Find(string? name) => Array.Find(Each, scope => scope.Name == name) is { Name: not null } found ? found.Permission : null;
}
