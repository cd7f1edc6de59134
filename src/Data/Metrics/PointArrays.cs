namespace Mantissa.Data.Metrics;

/// <summary>Points of one series, as three arrays of equal length in ascending step. Times are microseconds since the Unix epoch.</summary>
internal readonly record struct PointArrays(long[] Steps, double[] Values, long[] Times)
{
    public int Count => Steps.Length;

    public static PointArrays Empty { get; } = new([], [], []);

    public PointArrays Slice(Range range) => new(Steps[range], Values[range], Times[range]);

    /// <summary>How many points, from the start, have a step below this one.</summary>
    public int CountBelow(long step)
    {
        var position = Array.BinarySearch(Steps, step);
        if (position < 0)
            return ~position;
        while (position > 0 && Steps[position - 1] == step)
            position--;
        return position;
    }

    /// <summary>The points with a step from <paramref name="from"/> to <paramref name="to"/>, both inclusive.</summary>
    public PointArrays Within(long from, long to)
    {
        var start = CountBelow(from);
        var end = to == long.MaxValue ? Count : CountBelow(to + 1);
        return start == 0 && end == Count ? this : Slice(start..end);
    }

    /// <summary>In ascending step; points of equal step keep their order.</summary>
    public PointArrays InStepOrder()
    {
        var ordered = true;
        for (var i = 1; i < Steps.Length && ordered; i++)
            ordered = Steps[i - 1] <= Steps[i];
        if (ordered)
            return this;

        // Array.Sort is not stable, so the position decides between equal steps.
        var order = new (long Step, int Position)[Steps.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = (Steps[i], i);
        Array.Sort(order);
        var sorted = new PointArrays(new long[Count], new double[Count], new long[Count]);
        for (var i = 0; i < order.Length; i++)
        {
            sorted.Steps[i] = order[i].Step;
            sorted.Values[i] = Values[order[i].Position];
            sorted.Times[i] = Times[order[i].Position];
        }

        return sorted;
    }

    /// <summary>Of points in ascending step, the last of each step.</summary>
    public PointArrays LastOfEachStep()
    {
        var steps = Steps;
        return Keeping(i => i == steps.Length - 1 || steps[i] != steps[i + 1]);
    }

    /// <summary>The points whose step is not among those of <paramref name="others"/>, which are in ascending step too.</summary>
    public PointArrays Without(PointArrays others)
    {
        var steps = Steps;
        return Keeping(i => Array.BinarySearch(others.Steps, steps[i]) < 0);
    }

    private PointArrays Keeping(Func<int, bool> isKept)
    {
        var kept = 0;
        while (kept < Count && isKept(kept))
            kept++;
        if (kept == Count)
            return this;
        var (steps, values, times) = this;
        int[] positions = [.. Enumerable.Range(0, kept), .. Enumerable.Range(kept, Count - kept).Where(isKept)];
        return new(
            Array.ConvertAll(positions, i => steps[i]), Array.ConvertAll(positions, i => values[i]), Array.ConvertAll(positions, i => times[i]));
    }

    public static PointArrays Concat(IReadOnlyList<PointArrays> blocks) =>
        blocks.Count == 1
            ? blocks[0]
            : new(
                [.. blocks.SelectMany(block => block.Steps)],
                [.. blocks.SelectMany(block => block.Values)],
                [.. blocks.SelectMany(block => block.Times)]);
}
