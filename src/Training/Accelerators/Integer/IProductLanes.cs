namespace Mantissa.Training.Accelerators.Integer;

/// <summary>
/// INT32 accumulators of neighbouring columns. All widths give the same bits, since every column has a sum of its own; a kernel takes
/// one as a type parameter.
/// </summary>
internal unsafe interface IProductLanes<TSelf>
    where TSelf : struct, IProductLanes<TSelf>
{
    /// <summary>Columns.</summary>
    static abstract int Count { get; }

    /// <summary>Adds to each column its two products with the two numbers of the row.</summary>
    /// <param name="sum">The accumulators.</param>
    /// <param name="pairs">Two INT16 numbers for each column.</param>
    /// <param name="row">Two INT16 numbers, the first in the lower half.</param>
    static abstract TSelf MultiplyAdd(TSelf sum, short* pairs, int row);

    /// <summary>Adds the sums, rounded to FP32, to FP32 accumulators.</summary>
    /// <returns>How many sums had left INT32.</returns>
    static abstract long Flush(TSelf sum, float* accumulators);
}
