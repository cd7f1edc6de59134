using System.Buffers;
using System.Runtime.Intrinsics;
using Mantissa.Training.Formats.Kernels;

namespace Mantissa.Training.Accelerators.Integer;

/// <summary>
/// A matrix product whose right side is read through an index: element (k, column) lies at Offsets[k] + Bases[column]. With the indices of
/// windows that is a convolution, without writing its windows out.
/// </summary>
/// <remarks>
/// For each image and group: result[row, column] = Σₖ left[row, k] · right[Offsets[k] + Bases[column]] · 2ᵉ, k ascending in chains of its own
/// for each image. Sums go to FP32 at the end of a chain, and are scaled when all are added.
/// </remarks>
internal sealed unsafe class IndexedProduct : IChunkedWork
{
    private const int LargestPanel = 1 << 28;

    private readonly int _panels;
    private readonly int _multiplications;
    private short* _left;
    private short* _right;
    private float* _result;
    private long _overflows;

    /// <param name="bases">Of each column.</param>
    /// <param name="offsets">Of each k.</param>
    /// <param name="rows">Rows of the left side and of the result, in one group.</param>
    /// <param name="chain">When sums are flushed.</param>
    public IndexedProduct(int[] bases, int[] offsets, int rows, ProductChain chain)
    {
        (Bases, Offsets, Rows, Chain) = (bases, offsets, rows, chain);
        _panels = (bases.Length + PanelKernel.Columns - 1) / PanelKernel.Columns;
        _multiplications = (offsets.Length + chain.Step - 1) / chain.Step;
        if ((long)_multiplications * 2 * PanelKernel.Columns > LargestPanel || (long)rows * PanelKernel.Columns > LargestPanel)
            throw new ArgumentException($"A product of {rows} rows over {offsets.Length} numbers is too large for the integer datapath.", nameof(rows));
    }

    public int[] Bases { get; }

    public int[] Offsets { get; }

    public int Rows { get; }

    public ProductChain Chain { get; }

    /// <summary>e of the result: the sum of the exponents of both sides.</summary>
    public required int Exponent { get; init; }

    public required int Images { get; init; }

    public int Groups { get; init; } = 1;

    /// <summary>Whether the images are added up into one result.</summary>
    public bool SumsImages { get; init; }

    /// <summary>Where the next image and the next group begin.</summary>
    public (long Image, long Group) LeftStep { get; init; }

    public (long Image, long Group) RightStep { get; init; }

    public (long Image, long Group) ResultStep { get; init; }

    public IntegerInstructions Instructions { get; init; } = IntegerInstructionSets.Widest;

    /// <returns>Chains that left INT32; 0 where <see cref="ProductChain.IsSafe"/>.</returns>
    public long Run(short* left, short* right, float* result, KernelThreads threads)
    {
        _left = left;
        _right = right;
        _result = result;
        _overflows = 0;
        threads.Run(this, checked(_panels * Groups * (SumsImages ? 1 : Images)));
        return _overflows;
    }

    void IChunkedWork.Run(int chunk)
    {
        var (column, group, image) = (chunk % _panels * PanelKernel.Columns, chunk / _panels % Groups, chunk / _panels / Groups);
        var columns = Math.Min(PanelKernel.Columns, Bases.Length - column);
        var panelArray = ArrayPool<short>.Shared.Rent(_multiplications * 2 * PanelKernel.Columns);
        var accumulatorArray = ArrayPool<float>.Shared.Rent(Rows * PanelKernel.Columns);
        Array.Clear(accumulatorArray, 0, Rows * PanelKernel.Columns);
        var overflows = 0L;
        fixed (short* panel = panelArray)
        fixed (float* accumulators = accumulatorArray)
        {
            for (var (i, end) = SumsImages ? (0, Images) : (image, image + 1); i < end; i++)
            {
                Pack(_right + (i * RightStep.Image) + (group * RightStep.Group), Bases.AsSpan(column, columns), panel);
                overflows += PanelKernel.Run(
                    Instructions, _left + (i * LeftStep.Image) + (group * LeftStep.Group), Offsets.Length, Rows, panel, _multiplications, Chain, accumulators);
            }

            Write(accumulators, _result + (image * ResultStep.Image) + (group * ResultStep.Group) + column, columns);
        }

        ArrayPool<short>.Shared.Return(panelArray);
        ArrayPool<float>.Shared.Return(accumulatorArray);
        if (overflows > 0)
            Interlocked.Add(ref _overflows, overflows);
    }

    /// <summary>Puts the numbers that one multiplication takes side by side; columns and numbers that are missing are zero.</summary>
    private void Pack(short* right, ReadOnlySpan<int> bases, short* panel)
    {
        var paired = Chain.Step == 2;
        var neighbours = bases.Length == PanelKernel.Columns && bases[^1] - bases[0] == PanelKernel.Columns - 1;
        new Span<short>(panel, neighbours ? 0 : _multiplications * 2 * PanelKernel.Columns).Clear();
        for (var k = 0; k < Offsets.Length; k += Chain.Step, panel += 2 * PanelKernel.Columns)
        {
            var first = right + Offsets[k];
            var second = paired && k + 1 < Offsets.Length ? right + Offsets[k + 1] : null;
            if (neighbours)
            {
                var low = Vector256.Load(first + bases[0]).AsUInt16();
                var high = second == null ? Vector256<ushort>.Zero : Vector256.Load(second + bases[0]).AsUInt16();
                (Vector256.WidenLower(low) | (Vector256.WidenLower(high) << 16)).Store((uint*)panel);
                (Vector256.WidenUpper(low) | (Vector256.WidenUpper(high) << 16)).Store((uint*)panel + Vector256<uint>.Count);
                continue;
            }

            for (var j = 0; j < bases.Length; j++)
            {
                panel[2 * j] = first[bases[j]];
                if (second != null)
                    panel[(2 * j) + 1] = second[bases[j]];
            }
        }
    }

    private void Write(float* accumulators, float* result, int columns)
    {
        // In double precision only the last conversion rounds, and that only where float32 underflows.
        var scale = Math.ScaleB(1, Exponent);
        for (var row = 0; row < Rows; row++)
            for (var j = 0; j < columns; j++)
                result[((long)row * Bases.Length) + j] = (float)(accumulators[(row * PanelKernel.Columns) + j] * scale);
    }
}
