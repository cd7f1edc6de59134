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
        ("dfp16", (source, destination, threads) =>
        {
            var exponent = Math.ILogB(MagnitudeKernel.Largest(source, threads)) - 13;
            FixedPointKernel.Quantise(source, destination, new FixedPointGrid(15, exponent), threads: threads);
        }),
        ("fp16", (source, destination, threads) => FloatKernel.Quantise(source, destination, FloatGrid.Binary16, threads: threads)),
        ("bf16", (source, destination, threads) => FloatKernel.Quantise(source, destination, FloatGrid.BFloat16, threads: threads)),
        ("fp8-e4m3", (source, destination, threads) => Scaled(source, destination, FloatGrid.E4M3, threads)),
        ("fp8-e5m2", (source, destination, threads) => Scaled(source, destination, FloatGrid.E5M2, threads)),
        ("mxfp8-e4m3", (source, destination, threads) => BlockKernel.Quantise(source, destination, Images, FloatGrid.E4M3, threads: threads)),
        ("mxint8", (source, destination, threads) => BlockKernel.Quantise(source, destination, Images, FloatGrid.Int8, threads: threads)),
    ];

    public static IEnumerable<Figure> Measure(Selection selection, int threadCount)
    {
        var (source, destination) = (new float[Values], new float[Values]);
        for (var i = 0; i < Values; i++)
            source[i] = MathF.Sin(i) * 3;
        using var threads = new KernelThreads(threadCount);
        foreach (var (format, store) in Stores.Where(store => selection.HasFormat(store.Format)))
        {
            var (ours, copy) = Best.OfTwo(Tries, () => store(source, destination, threads), () => Copy(source, destination, threadCount));
            const double Gigabytes = Values * sizeof(float) / 1e9;
            yield return new("quantise", "store", Gigabytes / ours, "GB/s", $"{Values:N0} values with their statistics, {threadCount} threads; baseline: memcpy of the same, {threadCount} threads", Gigabytes / copy)
            {
                Format = format,
                OfMemcpy = copy / ours,
            };
        }
    }

    private static void Scaled(ReadOnlySpan<float> source, Span<float> destination, FloatGrid grid, KernelThreads threads)
    {
        var exponent = Math.ILogB(MagnitudeKernel.Largest(source, threads)) - grid.MaximumExponent;
        FloatKernel.Quantise(source, destination, grid.Scaled(exponent), threads: threads);
    }

    private static void Copy(float[] source, float[] destination, int threads)
    {
        var share = Values / threads;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
            source.AsSpan(part * share, share).CopyTo(destination.AsSpan(part * share, share)));
    }
}
