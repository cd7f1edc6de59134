namespace Mantissa.Data.Metrics;

/// <summary>Points of one series, as three arrays of equal length, in ascending step unless said. Times are microseconds since the Unix epoch.</summary>
internal readonly record struct PointArrays(long[] Steps, double[] Values, long[] Times)
{
    public int Count => Steps.Length;

    public static PointArrays Empty { get; } = new([], [], []);

    /// <summary>A part; all of it is the same arrays.</summary>
    public PointArrays Slice(Range range) =>
        range.GetOffsetAndLength(Count).Length == Count ? this : new(Steps[range], Values[range], Times[range]);

    /// <summary>
    /// How many points of such as are in ascending step and time lie before a step and time; before the smallest time, ascending step is enough.
    /// </summary>
    public int CountBefore(long step, long time)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if ((Steps[middle], Times[middle]).CompareTo((step, time)) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>The points with a step from <paramref name="from"/> to <paramref name="to"/>, both inclusive.</summary>
    public PointArrays Within(long from, long to) =>
        Slice(CountBefore(from, long.MinValue)..(to == long.MaxValue ? Count : CountBefore(to + 1, long.MinValue)));

    /// <summary>The points with a time from <paramref name="since"/> to <paramref name="until"/>, both inclusive.</summary>
    public PointArrays Measured(long since, long until)
    {
        var times = Times;
        return Keeping(i => times[i] >= since && times[i] <= until);
    }

    /// <summary>In ascending step; points of equal step keep their order.</summary>
    public PointArrays InStepOrder()
    {
        var steps = Steps;
        return Sorted(i => (steps[i], 0));
    }

    /// <summary>In ascending step, those of equal step in ascending time; points of equal step and time keep their order.</summary>
    public PointArrays InOrder()
    {
        var (steps, times) = (Steps, Times);
        return Sorted(i => (steps[i], times[i]));
    }

    private PointArrays Sorted(Func<int, (long, long)> key)
    {
        var ordered = true;
        for (var i = 1; i < Steps.Length && ordered; i++)
            ordered = key(i - 1).CompareTo(key(i)) <= 0;
        if (ordered)
            return this;

        // Array.Sort is not stable, so the position decides between equal keys.
        var order = new ((long, long) Key, int Position)[Steps.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = (key(i), i);
        Array.Sort(order);
        var sorted = new PointArrays(new long[Count], new double[Count], new long[Count]);
        for (var i = 0; i < order.Length; i++)
        {
            sorted.Steps[i] = Steps[order[i].Position];
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
