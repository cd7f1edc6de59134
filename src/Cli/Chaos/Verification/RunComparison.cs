using Mantissa.Data.Runs;

namespace Mantissa.Cli.Chaos.Verification;

/// <summary>Compares a disturbed run with an undisturbed one and with what its workers have noted.</summary>
internal static class RunComparison
{
    /// <param name="run">Its id.</param>
    /// <param name="actual">The disturbed run.</param>
    /// <param name="expected">The undisturbed one.</param>
    /// <param name="journal">What the workers of the disturbed one have noted, of all attempts.</param>
    public static Findings Compare(Guid run, RunRecord actual, RunRecord expected, IEnumerable<JournalEntry> journal)
    {
        var broken = new List<string>();
        var (lost, doubled, contiguous) = (0L, 0L, true);
        var stored = actual.Curves.ToDictionary(
            curve => curve.Key, curve => curve.Value.GroupBy(point => point.Step).ToDictionary(points => points.Key, points => points.First().Bits));

        foreach (var (name, points) in actual.Curves)
        {
            var extra = points.Count - stored[name].Count;
            doubled += extra;
            if (extra > 0)
                broken.Add($"Run {run}: {extra} points of {name} are there twice.");
        }

        foreach (var (name, points) in expected.Curves)
            Find(name, points, "of the undisturbed run");
        var acknowledged = journal.SelectMany(entry => entry.Points).Distinct().ToList();
        foreach (var noted in acknowledged.GroupBy(point => point.Name))
            Find(noted.Key, noted.Select(point => (point.Step, point.Bits)), "that were acknowledged");

        foreach (var name in actual.Curves.Keys.Union(expected.Curves.Keys))
        {
            if (Steps(actual, name).SequenceEqual(Steps(expected, name)))
                continue;
            contiguous = false;
            broken.Add($"Run {run}: the curve {name} has other steps than that of the undisturbed run.");
        }

        var equal = actual.Final is not null && actual.Final == expected.Final;
        if (!equal)
            broken.Add($"Run {run}: its final checkpoint is {actual.Final ?? "missing"}, that of the undisturbed run {expected.Final}.");
        return new()
        {
            Runs = 1, Acknowledged = acknowledged.Count, Lost = lost, Doubled = doubled, Contiguous = contiguous, WeightsEqual = equal, Broken = broken,
        };

        void Find(string name, IEnumerable<(long Step, long Bits)> points, string which)
        {
            var there = stored.GetValueOrDefault(name) ?? [];
            var missing = points.Count(point => !there.TryGetValue(point.Step, out var bits) || (bits != point.Bits && !RunRecord.DependsOnTime(name)));
            lost += missing;
            if (missing > 0)
                broken.Add($"Run {run}: {missing} points of {name} {which} are not there, or have another value.");
        }
    }

    private static IEnumerable<long> Steps(RunRecord run, string name) => run.Curves.GetValueOrDefault(name, []).Select(point => point.Step);
}
