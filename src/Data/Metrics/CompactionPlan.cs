namespace Mantissa.Data.Metrics;

/// <summary>Chunks that become one, in the order of their positions; it takes the position of the last.</summary>
internal sealed record ChunkMerge(IReadOnlyList<StoredChunk> Sources, bool Sealed)
{
    public StoredChunk Result => Sources[^1] with
    {
        Sealed = Sealed, Points = PointArrays.Concat([.. Sources.Select(source => source.Points)]).InOrder(),
    };
}

/// <summary>Decides which chunks are merged.</summary>
internal static class CompactionPlan
{
    /// <param name="loose">Chunks of any series, those of each by ascending position.</param>
    /// <param name="checkpoint">
    /// Attempt and sequence of the last checkpoint; no merge reaches across it, nor from one attempt into another, whose equal steps are
    /// not the same.
    /// </param>
    /// <param name="finished">Whether to seal what is left over, however short.</param>
    public static IReadOnlyList<ChunkMerge> Of(IReadOnlyList<StoredChunk> loose, (int Attempt, long Sequence) checkpoint, bool finished)
    {
        var merges = new List<ChunkMerge>();
        foreach (var side in loose.GroupBy(chunk => (chunk.SeriesId, chunk.Attempt, (chunk.Attempt, chunk.Sequence).CompareTo(checkpoint) <= 0)))
        {
            var pending = new List<StoredChunk>();
            var points = 0;
            foreach (var chunk in side)
            {
                pending.Add(chunk);
                points += chunk.Points.Count;
                if (points < MetricAppend.ChunkSize)
                    continue;
                merges.Add(new(pending, Sealed: true));
                (pending, points) = ([], 0);
            }

            // Too few points for a chunk of full size: wait for more, unless so many pieces pile up that reading suffers.
            if (finished && pending.Count > 0)
                merges.Add(new(pending, Sealed: true));
            else if (pending.Count >= MetricCompactor.Threshold)
                merges.Add(new(pending, Sealed: false));
        }

        return merges;
    }
}
