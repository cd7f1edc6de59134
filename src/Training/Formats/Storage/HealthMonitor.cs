using System.Text.Json.Nodes;

namespace Mantissa.Training.Formats.Storage;

/// <summary>
/// Turns what was seen at sites into events of the run: each trouble of a site once, until a report finds it gone. One report raises a few
/// events of a kind and counts the rest, since what goes wrong often does so everywhere at once.
/// </summary>
internal sealed class HealthMonitor
{
    private const int EventsOfAKind = 5;

    private readonly SortedDictionary<string, SiteTrouble> _known = new(StringComparer.Ordinal);

    /// <param name="sites">All sites, with what was seen since the last report.</param>
    /// <param name="raise">Receives kind and sentence.</param>
    public void Look(IEnumerable<StorageSite> sites, Action<string, string> raise)
    {
        var raised = new Dictionary<SiteTrouble, List<string>>();
        foreach (var site in sites)
        {
            if (!site.Observations.HasSeen)
                continue;
            var troubles = site.Troubles();
            foreach (var trouble in Each(troubles & ~_known.GetValueOrDefault(site.Name)))
                (raised.TryGetValue(trouble, out var names) ? names : raised[trouble] = []).Add(site.Name);
            if (troubles == SiteTrouble.None)
                _known.Remove(site.Name);
            else
                _known[site.Name] = troubles;
        }

        foreach (var (trouble, names) in raised)
        {
            var (kind, sentence) = Describe(trouble);
            foreach (var name in names.Take(EventsOfAKind))
                raise(kind, $"'{name}': {sentence}");
            if (names.Count > EventsOfAKind)
                raise(kind, $"The same at {names.Count - EventsOfAKind:N0} more sites.");
        }
    }

    public JsonObject Save() => new(_known.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, (int)pair.Value)));

    public void Load(JsonObject state)
    {
        _known.Clear();
        foreach (var (name, troubles) in state)
            _known.Add(name, (SiteTrouble)troubles!.GetValue<int>());
    }

    private static IEnumerable<SiteTrouble> Each(SiteTrouble troubles) =>
        Enum.GetValues<SiteTrouble>().Where(trouble => trouble != SiteTrouble.None && troubles.HasFlag(trouble));

    private static (string Kind, string Sentence) Describe(SiteTrouble trouble) => trouble switch
    {
        SiteTrouble.OverflowStorm => ("overflow-storm", "more than 1 % of the values since the last report were out of range."),
        SiteTrouble.DeadGradient => ("dead-gradient", "every value since the last report was flushed to zero; nothing is learnt from this gradient."),
        _ => ("exponent-pinned", "the values ask for an exponent beyond the format's range; it stays at the bound."),
    };
}
