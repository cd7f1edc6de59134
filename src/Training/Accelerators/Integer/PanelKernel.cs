using System.Runtime.CompilerServices;

namespace Mantissa.Training.Accelerators.Integer;

/// <summary>Rows of one matrix times a panel of 16 columns of another, in chains of INT16 products.</summary>
internal static unsafe class PanelKernel
{
    /// <summary>Columns of a panel.</summary>
    public const int Columns = 16;

    /// <param name="instructions">What multiplies.</param>
    /// <param name="left">The rows.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="rows">How many.</param>
    /// <param name="panel">For each multiplication of a column two numbers: [multiplications, 16, 2].</param>
    /// <param name="multiplications">Along a row.</param>
    /// <param name="chain">When sums are flushed.</param>
    /// <param name="accumulators">[rows, 16] in FP32; sums are added.</param>
    /// <returns>Chains that left INT32.</returns>
    public static long Run(
        IntegerInstructions instructions, short* left, nint stride, int rows, short* panel, int multiplications, ProductChain chain, float* accumulators) =>
        (chain.IsSafe, instructions) switch
        {
            (false, _) => Run<CountingLane>(left, stride, rows, panel, multiplications, chain, accumulators),
            (_, IntegerInstructions.Avx512) => Run<Avx512Lanes>(left, stride, rows, panel, multiplications, chain, accumulators),
            (_, IntegerInstructions.Avx2) => Run<Avx2Lanes>(left, stride, rows, panel, multiplications, chain, accumulators),
            (_, IntegerInstructions.Vector128) => Run<Vector128Lanes>(left, stride, rows, panel, multiplications, chain, accumulators),
            _ => Run<ScalarLane>(left, stride, rows, panel, multiplications, chain, accumulators),
        };

    private static long Run<TLanes>(
        short* left, nint stride, int rows, short* panel, int multiplications, ProductChain chain, float* accumulators)
        where TLanes : struct, IProductLanes<TLanes>
    {
        var (step, length, overflows, row) = (chain.Step, chain.Multiplications, 0L, 0);
        for (; row + 4 <= rows; row += 4)
            for (var column = 0; column < Columns; column += TLanes.Count)
                overflows += FourRows<TLanes>(left + (row * stride), stride, step, panel + (2 * column), multiplications, length, accumulators + (row * Columns) + column);
        for (; row < rows; row++)
            for (var column = 0; column < Columns; column += TLanes.Count)
                overflows += OneRow<TLanes>(left + (row * stride), step, panel + (2 * column), multiplications, length, accumulators + (row * Columns) + column);
        return overflows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long FourRows<TLanes>(short* left, nint stride, int step, short* panel, int multiplications, int length, float* accumulators)
        where TLanes : struct, IProductLanes<TLanes>
    {
        var overflows = 0L;
        for (var done = 0; done < multiplications;)
        {
            var end = Math.Min((long)done + length, multiplications);
            TLanes sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            for (; done < end; done++, left += step, panel += 2 * Columns)
            {
                sum0 = TLanes.MultiplyAdd(sum0, panel, *(int*)left);
                sum1 = TLanes.MultiplyAdd(sum1, panel, *(int*)(left + stride));
                sum2 = TLanes.MultiplyAdd(sum2, panel, *(int*)(left + (2 * stride)));
                sum3 = TLanes.MultiplyAdd(sum3, panel, *(int*)(left + (3 * stride)));
            }

            overflows += TLanes.Flush(sum0, accumulators) + TLanes.Flush(sum1, accumulators + Columns)
                + TLanes.Flush(sum2, accumulators + (2 * Columns)) + TLanes.Flush(sum3, accumulators + (3 * Columns));
        }

        return overflows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long OneRow<TLanes>(short* left, int step, short* panel, int multiplications, int length, float* accumulators)
        where TLanes : struct, IProductLanes<TLanes>
    {
        var overflows = 0L;
        for (var done = 0; done < multiplications;)
        {
            var end = Math.Min((long)done + length, multiplications);
            TLanes sum = default;
            for (; done < end; done++, left += step, panel += 2 * Columns)
                sum = TLanes.MultiplyAdd(sum, panel, *(int*)left);
            overflows += TLanes.Flush(sum, accumulators);
        }

        return overflows;
    }
}
