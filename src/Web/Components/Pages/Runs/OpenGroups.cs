using System.Web;
using Mantissa.Data.Grouping;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>The groups whose runs are shown, by what their runs have in common; they stay so while the table scrolls, sorts or is loaded again.</summary>
public sealed class OpenGroups
{
    /// <summary>What the address calls them.</summary>
    public const string Parameter = "open";

    // An address holds so many; more are closed when the page is loaded again.
    private const int MostInAddress = 40;
    private const string Has = "=", HasNone = "-";

    private readonly OrderedDictionary<string, IReadOnlyList<string?>> _groups = [];

    public bool Contains(RunGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return _groups.ContainsKey(group.Key);
    }

    public void Toggle(RunGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        if (!_groups.Remove(group.Key))
            _groups.Add(group.Key, group.Keys);
    }

    /// <summary>Those of the grouping in force: each value after a sign that there is one, or a sign that there is none.</summary>
    /// <param name="fields">How many fields the runs are grouped by.</param>
    public string? ToParameter(int fields)
    {
        var own = _groups.Values.Where(keys => keys.Count == fields).ToList();
        return own.Count is 0 or > MostInAddress ? null : string.Join(',', own.Select(keys => string.Join(':', keys.Select(Write))));
    }

    /// <summary>Opens what an address says, and nothing else.</summary>
    public void Read(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        _groups.Clear();
        foreach (var group in (HttpUtility.ParseQueryString(uri.Query)[Parameter] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Take(MostInAddress))
        {
            var named = new RunGroup([.. group.Split(':').Select(Parse)], 0, []);
            _groups.TryAdd(named.Key, named.Keys);
        }
    }

    private static string Write(string? key) => key is null ? HasNone : Has + Uri.EscapeDataString(key);

    private static string? Parse(string part) => part.StartsWith(Has, StringComparison.Ordinal) ? Uri.UnescapeDataString(part[Has.Length..]) : null;
}
