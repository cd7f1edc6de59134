using Mantissa.Training.Formats.Kernels;

namespace Mantissa.Benchmarks.Formats;

/// <summary>
/// The store of each format, everything that it takes included, against the copy that any store has to make at least: the same memory read,
/// the same memory written, the same threads.
/// </summary>
internal static class StoreBandwidth
{
    /// <summary>64 MiB on each side: larger than any cache, as the activations of a batch are.</summary>
    private const int Values = 16 << 20;

    private const int Tries = 9;

    private static readonly BlockShape Images = new(256, 64, Values / 256 / 64);

    private delegate void Store(ReadOnlySpan<float> source, Span<float> destination, KernelThreads threads);

    private static readonly (string Format, Store Store)[] Stores =
    [
        ("flex16+5", (source, destination, threads) => FixedPointKernel.Quantise(source, destination, new FixedPointGrid(16, -13), threads: threads)),
        ("dfp16", DynamicFixedPoint()),
        ("fp16", (source, destination, threads) => FloatKernel.Quantise(source, destination, FloatGrid.Binary16, threads: threads)),
        ("bf16", (source, destination, threads) => FloatKernel.Quantise(source, destination, FloatGrid.BFloat16, threads: threads)),
        ("fp8-e4m3", Scaled(FloatGrid.E4M3)),
        ("fp8-e5m2", Scaled(FloatGrid.E5M2)),
        ("mxfp8-e4m3", (source, destination, threads) => BlockKernel.Quantise(source, destination, Images, FloatGrid.E4M3, threads: threads)),
        ("mxint8", (source, destination, threads) => BlockKernel.Quantise(source, destination, Images, FloatGrid.Int8, threads: threads)),
    ];

    public static IEnumerable<Figure> Measure(Selection selection, int threadCount)
    {
        using var source = new AlignedValues(Values);
        using var destination = new AlignedValues(Values);
        for (var i = 0; i < Values; i++)
            source.Span[i] = MathF.Sin(i) * 3;
        using var threads = new KernelThreads(threadCount);
        foreach (var (format, store) in Stores.Where(store => selection.HasFormat(store.Format)))
        {
            var (ours, copy) = Best.OfTwo(Tries, () => store(source.Span, destination.Span, threads), () => Copy(source, destination, threadCount));
            const double Gigabytes = Values * sizeof(float) / 1e9;
            yield return new("quantise", "store", Gigabytes / ours, "GB/s", $"{Values:N0} values with their statistics, {threadCount} threads; baseline: memcpy of the same, {threadCount} threads", Gigabytes / copy)
            {
                Format = format,
                OfMemcpy = copy / ours,
            };
        }
    }

    // As at the site of a gradient: the exponent of the last store first, then the largest value, and another pass if that asks for another.

    private static Store DynamicFixedPoint()
    {
        var exponent = 0;
        return (source, destination, threads) =>
        {
            var grid = new FixedPointGrid(15, exponent);
            if (grid.Fits(FixedPointKernel.Quantise(source, destination, grid, threads: threads)))
                return;
            exponent = Math.ILogB(MagnitudeKernel.Largest(source, threads)) - 13;
            FixedPointKernel.Quantise(source, destination, new FixedPointGrid(15, exponent), threads: threads);
        };
    }

    private static Store Scaled(FloatGrid format)
    {
        var exponent = 0;
        return (source, destination, threads) =>
        {
            var grid = format.Scaled(exponent);
            if (grid.Fits(FloatKernel.Quantise(source, destination, grid, threads: threads)))
                return;
            exponent = Math.ILogB(MagnitudeKernel.Largest(source, threads)) - format.MaximumExponent;
            FloatKernel.Quantise(source, destination, format.Scaled(exponent), threads: threads);
        };
    }

    private static void Copy(AlignedValues source, AlignedValues destination, int threads)
    {
        var share = Values / threads;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
            source.Span.Slice(part * share, share).CopyTo(destination.Span.Slice(part * share, share)));
    }
}
