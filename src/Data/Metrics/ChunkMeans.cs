namespace Mantissa.Data.Metrics;

/// <summary>
/// A sealed chunk's points reduced to one of every <see cref="ChunkSummary.Stride"/>: the mean of the finite values (NaN where there is
/// none) at the step and time of the middle point. Averages over many runs read these instead of the points.
/// </summary>
internal static class ChunkMeans
{
    /// <summary><see langword="null"/> when the points are so few that they may as well be read themselves.</summary>
    public static PointArrays? Of(PointArrays points)
    {
        if (points.Count < ChunkSummary.SmallestChunk)
            return null;
        var count = Strides(points.Count);
        var means = new PointArrays(new long[count], new double[count], new long[count]);
        for (var i = 0; i < count; i++)
        {
            var (start, length) = (i * ChunkSummary.Stride, Length(points.Count, i));
            var statistics = PointStatistics.Of(points.Values.AsSpan(start, length));
            means.Steps[i] = points.Steps[start + (length / 2)];
            means.Values[i] = statistics.Sum / (statistics.Count - statistics.NonFiniteCount);
            means.Times[i] = points.Times[start + (length / 2)];
        }

        return means;
    }

    /// <summary>How many points the mean at a position stands for, in a chunk of <paramref name="points"/> points.</summary>
    public static int Length(int points, int position) => Math.Min(ChunkSummary.Stride, points - (position * ChunkSummary.Stride));

    private static int Strides(int points) => (points + ChunkSummary.Stride - 1) / ChunkSummary.Stride;
}
