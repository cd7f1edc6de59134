using System.Text.RegularExpressions;

namespace Mantissa.Web.Tests.Security;

/// <summary>
/// The tables of docs/security.md: what each policy answers each kind of caller, and which policy each route has. The document is what the site
/// is held against.
/// </summary>
internal sealed class PolicyTable
{
    private PolicyTable(IReadOnlyDictionary<(string Policy, string Caller), bool> allowed, IReadOnlyList<(string Method, string Pattern, string Policy)> routes) =>
        (Allowed, Routes) = (allowed, routes);

    public IReadOnlyDictionary<(string Policy, string Caller), bool> Allowed { get; }

    /// <summary>The first that fits a route counts.</summary>
    public IReadOnlyList<(string Method, string Pattern, string Policy)> Routes { get; }

    public IEnumerable<string> Callers => Allowed.Keys.Select(key => key.Caller).Distinct();

    public static PolicyTable Read()
    {
        var tables = DocumentTables.Read("security.md");
        var policies = tables.Single(table => table[0][0] == "policy");
        var routes = tables.Single(table => table[0][0] == "method");
        return new(
            policies.Skip(1).SelectMany(row => row.Skip(1).Select((cell, column) => (Policy: Plain(row[0]), Caller: policies[0][column + 1], Allowed: cell == "yes")))
                .ToDictionary(cell => (cell.Policy, cell.Caller), cell => cell.Allowed),
            [.. routes.Skip(1).Select(row => (row[0], Plain(row[1]), Plain(row[2])))]);
    }

    /// <summary>The policy that the document gives a route; <see langword="null"/> when it forgets it.</summary>
    public string? PolicyOf(string method, string route) => Routes
        .Where(row => (row.Method == "any" || row.Method.Split(", ").Contains(method)) && Fits(row.Pattern, route)).Select(row => row.Policy).FirstOrDefault();

    private static bool Fits(string pattern, string route) =>
        Regex.IsMatch(route, $"^{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}$", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static string Plain(string cell) => cell.Trim('`');
}
