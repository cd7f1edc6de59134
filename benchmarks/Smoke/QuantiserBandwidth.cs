using Mantissa.Training.Formats.Kernels;

namespace Mantissa.Benchmarks.Smoke;

/// <summary>
/// The fused store of Flexpoint against the copy that any store has to make at least: the same memory read, the same memory written,
/// the same threads.
/// </summary>
internal static class QuantiserBandwidth
{
    /// <summary>64 MiB on each side: larger than any cache, as the activations of a batch are.</summary>
    private const int Values = 16 << 20;

    private const int Tries = 15;

    public static Figure Measure(int threadCount)
    {
        var (source, destination) = (new float[Values], new float[Values]);
        for (var i = 0; i < Values; i++)
            source[i] = MathF.Sin(i) * 3;
        using var threads = new KernelThreads(threadCount);
        var grid = new FixedPointGrid(16, -13);

        var (store, copy) = Best.OfTwo(
            Tries,
            () => FixedPointKernel.Quantise(source, destination, grid, threads: threads),
            () => Copy(source, destination, threadCount));

        const double Gigabytes = Values * sizeof(float) / 1e9;
        return new(
            "smoke", "quantiser_bandwidth", Gigabytes / store, "GB/s", $"flex16 store of {Values:N0} values with its statistics, {threadCount} threads; baseline: memcpy of the same, {threadCount} threads",
            Gigabytes / copy, copy / store);
    }

    private static void Copy(float[] source, float[] destination, int threads)
    {
        var share = Values / threads;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
            source.AsSpan(part * share, share).CopyTo(destination.AsSpan(part * share, share)));
    }
}
