using System.Web;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>The runs that are ticked, in the order of ticking; they stay so while the table scrolls, sorts or changes.</summary>
public sealed class TickedRuns
{
    /// <summary>Ticking all that match stops here.</summary>
    public const int Most = 50_000;

    /// <summary>What the address calls them.</summary>
    public const string Parameter = "ticked";

    // An address holds so many; more are forgotten when the page is loaded again.
    private const int MostInAddress = 100;

    private readonly OrderedDictionary<Guid, bool> _runs = [];

    public int Count => _runs.Count;

    public IReadOnlyList<Guid> Runs => [.. _runs.Keys];

    public bool Contains(Guid run) => _runs.ContainsKey(run);

    public void Set(IEnumerable<Guid> runs, bool ticked)
    {
        ArgumentNullException.ThrowIfNull(runs);
        foreach (var run in runs)
        {
            if (ticked)
                _runs.TryAdd(run, true);
            else
                _runs.Remove(run);
        }
    }

    public void Clear() => _runs.Clear();

    public string? ToParameter() => _runs.Count is 0 or > MostInAddress ? null : string.Join(',', _runs.Keys);

    /// <summary>Ticks what an address says, and nothing else.</summary>
    public void Read(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        Clear();
        var ids = HttpUtility.ParseQueryString(uri.Query)[Parameter] ?? "";
        Set(ids.Split(',').Take(MostInAddress).Select(id => Guid.TryParse(id, out var run) ? run : (Guid?)null).OfType<Guid>(), ticked: true);
    }
}
