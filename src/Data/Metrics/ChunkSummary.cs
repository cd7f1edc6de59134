namespace Mantissa.Data.Metrics;

/// <summary>
/// A sealed chunk's points reduced to about a thirtieth: of every <see cref="Stride"/> the smallest, the largest and the first that is not
/// finite, and the chunk's first and last point. Charts that show many chunks read these instead of the points.
/// </summary>
internal static class ChunkSummary
{
    public const int Stride = 64;

    /// <summary>Chunks with fewer points have no summary: it would not be much shorter.</summary>
    public const int SmallestChunk = 4 * Stride;

    /// <summary><see langword="null"/> below <see cref="SmallestChunk"/>.</summary>
    public static PointArrays? Of(PointArrays points)
    {
        if (points.Count < SmallestChunk)
            return null;
        var kept = new SortedSet<int> { 0, points.Count - 1 };
        for (var start = 0; start < points.Count; start += Stride)
        {
            var length = Math.Min(Stride, points.Count - start);
            var statistics = PointStatistics.Of(points.Values.AsSpan(start, length));
            foreach (var position in new[] { statistics.Min, statistics.Max, statistics.NonFinite })
            {
                if (position is { } index)
                    kept.Add(start + index);
            }
        }

        var summary = new PointArrays(new long[kept.Count], new double[kept.Count], new long[kept.Count]);
        var next = 0;
        foreach (var index in kept)
        {
            summary.Steps[next] = points.Steps[index];
            summary.Values[next] = points.Values[index];
            summary.Times[next] = points.Times[index];
            next++;
        }

        return summary;
    }
}
