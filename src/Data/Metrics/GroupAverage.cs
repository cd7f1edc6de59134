namespace Mantissa.Data.Metrics;

/// <summary>
/// Averages points as they are read. Short series are kept until all positions that occur are known, and these make the grid if they are
/// few enough; with a long series among them, the grid is known beforehand and every point goes straight to its place.
/// </summary>
internal sealed class GroupAverage(GroupQuery query, IReadOnlyList<GroupMember> members)
{
    private readonly Dictionary<long, GroupMember> known = members.ToDictionary(member => member.SeriesId);
    private readonly bool isKept = members.All(member => member.Count <= query.Positions);
    private readonly List<(GroupMember Member, double Position, double Value, int Weight)> kept = [];
    private readonly Dictionary<Guid, RunAverage> runs = [];
    private AxisGrid? grid;

    /// <param name="series">One of the members.</param>
    /// <param name="points">Some of its points, or means of them.</param>
    /// <param name="count">How many points they are of; more than there are here where they are means.</param>
    public void Add(long series, PointArrays points, int count)
    {
        // A series that appeared since the members were read is in the next answer.
        if (!known.TryGetValue(series, out var member))
            return;
        for (var i = 0; i < points.Count; i++)
        {
            var position = member.Axis.Position(query.Axis, points.Steps[i], points.Times[i] / 1000.0);
            if (!double.IsFinite(points.Values[i]) || !(position >= (query.From ?? double.MinValue) && position <= (query.To ?? double.MaxValue)))
                continue;
            var weight = points.Count == count ? 1 : ChunkMeans.Length(count, i);
            if (isKept)
                kept.Add((member, position, points.Values[i], weight));
            else
                Average(member, position, points.Values[i], weight);
        }
    }

    public IReadOnlyList<GroupCurve> Build()
    {
        if (isKept)
        {
            var occurring = kept.Select(point => point.Position).Distinct().Order().ToArray();
            grid = occurring.Length <= query.Positions ? AxisGrid.Of(occurring) : AxisGrid.Of(occurring[0], occurring[^1], query.Positions);
            foreach (var (member, position, value, weight) in kept)
                Average(member, position, value, weight);
        }

        grid ??= Stretches();
        var means = runs.ToDictionary(run => run.Key, run => run.Value.Means(query.Interpolated));
        return
        [
            .. query.Groups.Select(group => GroupStatistics.Of(
                group.Key, grid.Positions, [.. group.RunIds.Distinct().Where(means.ContainsKey).Select(run => means[run])])),
        ];
    }

    private void Average(GroupMember member, double position, double value, int weight)
    {
        grid ??= Stretches();
        if (!runs.TryGetValue(member.RunId, out var run))
            runs.Add(member.RunId, run = new(grid));
        run.Add(position, value, weight);
    }

    private AxisGrid Stretches()
    {
        var placed = members.Where(member => !double.IsNaN(member.First)).ToArray();
        var first = Math.Max(placed.Select(member => member.First).DefaultIfEmpty(0).Min(), query.From ?? double.MinValue);
        var last = Math.Min(placed.Select(member => member.Last).DefaultIfEmpty(-1).Max(), query.To ?? double.MaxValue);
        return first <= last ? AxisGrid.Of(first, last, query.Positions) : AxisGrid.Of([]);
    }
}
