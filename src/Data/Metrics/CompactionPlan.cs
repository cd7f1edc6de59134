namespace Mantissa.Data.Metrics;

/// <summary>A chunk that is not sealed.</summary>
internal sealed record LooseChunk(int Attempt, long Sequence, int Part, PointArrays Points);

/// <summary>Chunks that become one, in the order of their positions; it takes the position of the last.</summary>
internal sealed record ChunkMerge(IReadOnlyList<LooseChunk> Sources, bool Sealed)
{
    public LooseChunk Last => Sources[^1];

    public PointArrays Points => PointArrays.Concat([.. Sources.Select(source => source.Points)]).InStepOrder();
}

/// <summary>Decides which chunks are merged.</summary>
internal static class CompactionPlan
{
    /// <param name="loose">Chunks of a series by ascending position.</param>
    /// <param name="checkpoint">Attempt and sequence of the last checkpoint; no merge reaches across it.</param>
    /// <param name="finished">Whether to seal what is left over, however short.</param>
    public static IReadOnlyList<ChunkMerge> Of(IReadOnlyList<LooseChunk> loose, (int Attempt, long Sequence) checkpoint, bool finished)
    {
        var merges = new List<ChunkMerge>();
        foreach (var side in loose.GroupBy(chunk => (chunk.Attempt, chunk.Sequence).CompareTo(checkpoint) <= 0))
        {
            var pending = new List<LooseChunk>();
            foreach (var chunk in side)
            {
                pending.Add(chunk);
                if (pending.Sum(source => source.Points.Count) < MetricAppend.ChunkSize)
                    continue;
                merges.Add(new(pending, Sealed: true));
                pending = [];
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
