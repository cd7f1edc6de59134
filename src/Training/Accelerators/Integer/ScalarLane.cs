namespace Mantissa.Training.Accelerators.Integer;

/// <summary>One column, by ordinary integer arithmetic.</summary>
internal readonly unsafe struct ScalarLane(int sum) : IProductLanes<ScalarLane>
{
    private readonly int _sum = sum;

    public static int Count => 1;

    public static ScalarLane MultiplyAdd(ScalarLane sum, short* pairs, int row) =>
        new(sum._sum + ((short)row * pairs[0]) + ((row >> 16) * pairs[1]));

    public static long Flush(ScalarLane sum, float* accumulators)
    {
        *accumulators += sum._sum;
        return 0;
    }
}

/// <summary>One column of a chain so long that it may overflow: its sum wraps around as an INT32 register does, and is counted.</summary>
internal readonly unsafe struct CountingLane(int sum, bool overflowed) : IProductLanes<CountingLane>
{
    private readonly int _sum = sum;
    private readonly bool _overflowed = overflowed;

    public static int Count => 1;

    public static CountingLane MultiplyAdd(CountingLane sum, short* pairs, int row)
    {
        var exact = sum._sum + ((long)(short)row * pairs[0]) + ((long)(row >> 16) * pairs[1]);
        return new((int)exact, sum._overflowed || exact != (int)exact);
    }

    public static long Flush(CountingLane sum, float* accumulators)
    {
        *accumulators += sum._sum;
        return sum._overflowed ? 1 : 0;
    }
}
