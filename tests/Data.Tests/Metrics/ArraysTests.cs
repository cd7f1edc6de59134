using Mantissa.Data.Metrics;

namespace Mantissa.Data.Tests.Metrics;

public sealed class ArraysTests
{
    [Fact]
    public void Differences_bring_back_every_sequence()
    {
        long[][] sequences = [[], [5], [1, 2, 3], [long.MinValue, long.MaxValue, 0, -1, long.MinValue], [7, 7, 7], [100, 1]];
        foreach (var sequence in sequences)
            DeltaCoding.Decode(DeltaCoding.Encode(sequence)).ShouldBe(sequence);
        DeltaCoding.Encode([10, 20, 30, 25]).ShouldBe([10, 10, 10, -5]);
    }

    [Fact]
    public void A_range_takes_its_ends_in()
    {
        var points = new PointArrays([1, 2, 2, 2, 5, 9], [0, 1, 2, 3, 4, 5], [0, 0, 0, 0, 0, 0]);
        points.Within(2, 5).Values.ShouldBe([1, 2, 3, 4]);
        points.Within(3, 4).Count.ShouldBe(0);
        points.Within(long.MinValue, long.MaxValue).Values.ShouldBe(points.Values);
        points.Within(9, long.MaxValue).Values.ShouldBe([5]);
    }

    [Fact]
    public void A_summary_keeps_ends_and_extremes_of_every_stretch()
    {
        var random = new Random(5);
        var values = Enumerable.Range(0, 1000).Select(_ => random.NextDouble()).ToArray();
        values[500] = double.NaN;
        var points = new PointArrays([.. Enumerable.Range(0, 1000).Select(i => (long)i)], values, new long[1000]);
        var summary = ChunkSummary.Of(points).ShouldNotBeNull();
        summary.Count.ShouldBeInRange(30, 36);
        summary.Steps.ShouldBeInOrder();
        (summary.Steps[0], summary.Steps[^1]).ShouldBe((0, 999));
        summary.Steps.ShouldContain(500);
        foreach (var stretch in Enumerable.Range(0, 1000).Chunk(ChunkSummary.Stride))
        {
            summary.Steps.ShouldContain(stretch.Where(i => i != 500).MinBy(i => values[i]));
            summary.Steps.ShouldContain(stretch.Where(i => i != 500).MaxBy(i => values[i]));
        }

        ChunkSummary.Of(points.Slice(..200)).ShouldBeNull("it would be no shorter");
    }
}
