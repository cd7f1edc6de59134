using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mantissa.Training.Accelerators.Integer;

/// <summary>Four columns in what every vector unit has, NEON among them: shifts and INT32 products.</summary>
internal readonly unsafe struct Vector128Lanes(Vector128<int> sums) : IProductLanes<Vector128Lanes>
{
    private readonly Vector128<int> _sums = sums;

    public static int Count => Vector128<int>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128Lanes MultiplyAdd(Vector128Lanes sum, short* pairs, int row)
    {
        var both = Vector128.Load((int*)pairs);
        var first = Vector128.ShiftRightArithmetic(Vector128.ShiftLeft(both, 16), 16) * (short)row;
        return new(sum._sums + first + (Vector128.ShiftRightArithmetic(both, 16) * (row >> 16)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Flush(Vector128Lanes sum, float* accumulators)
    {
        (Vector128.Load(accumulators) + Vector128.ConvertToSingle(sum._sums)).Store(accumulators);
        return 0;
    }
}

/// <summary>Eight columns by VPMADDWD.</summary>
internal readonly unsafe struct Avx2Lanes(Vector256<int> sums) : IProductLanes<Avx2Lanes>
{
    private readonly Vector256<int> _sums = sums;

    public static int Count => Vector256<int>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Lanes MultiplyAdd(Avx2Lanes sum, short* pairs, int row) =>
        new(sum._sums + Avx2.MultiplyAddAdjacent(Vector256.Create(row).AsInt16(), Vector256.Load(pairs)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Flush(Avx2Lanes sum, float* accumulators)
    {
        (Vector256.Load(accumulators) + Vector256.ConvertToSingle(sum._sums)).Store(accumulators);
        return 0;
    }
}

/// <summary>Sixteen columns by VPMADDWD.</summary>
internal readonly unsafe struct Avx512Lanes(Vector512<int> sums) : IProductLanes<Avx512Lanes>
{
    private readonly Vector512<int> _sums = sums;

    public static int Count => Vector512<int>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx512Lanes MultiplyAdd(Avx512Lanes sum, short* pairs, int row) =>
        new(sum._sums + Avx512BW.MultiplyAddAdjacent(Vector512.Create(row).AsInt16(), Vector512.Load(pairs)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Flush(Avx512Lanes sum, float* accumulators)
    {
        (Vector512.Load(accumulators) + Vector512.ConvertToSingle(sum._sums)).Store(accumulators);
        return 0;
    }
}
