using Mantissa.Training.Randomness;

namespace Mantissa.Training.Formats.Kernels;

/// <summary>
/// Stores float32 values on a <see cref="FixedPointGrid"/>: m = saturate(round(x · 2⁻ᵉ)), result m · 2ᵉ, together with the statistics that
/// exponent management needs, in one pass over memory.
/// </summary>
/// <remarks>
/// NaN stays NaN; ±Inf saturates and counts as an overflow; both count as non-finite. −0 becomes +0. The result does not depend on
/// alignment, instruction set or number of threads. Nothing is allocated.
/// </remarks>
public static unsafe class FixedPointKernel
{
    /// <summary>Stores <paramref name="values"/> in place, rounding to nearest even.</summary>
    public static QuantisationCounts Quantise(Span<float> values, FixedPointGrid grid, KernelThreads? threads = null) =>
        Quantise(values, values, grid, Rounding.NearestEven, default, 0, threads);

    /// <summary>Counts what <see cref="Quantise(Span{float}, FixedPointGrid, KernelThreads?)"/> would count, and writes nothing.</summary>
    public static QuantisationCounts Measure(ReadOnlySpan<float> values, FixedPointGrid grid, KernelThreads? threads = null)
    {
        fixed (float* source = values)
            return Run(source, null, values.Length, grid, Rounding.NearestEven, default, 0, threads ?? KernelThreads.Single, InstructionSets.Widest);
    }

    /// <summary>Stores <paramref name="source"/> into <paramref name="destination"/>.</summary>
    /// <param name="source">Values to store.</param>
    /// <param name="destination">Of the same length: the same memory, or memory that does not overlap.</param>
    /// <param name="grid">The values that the format has.</param>
    /// <param name="rounding">How to choose between two neighbours.</param>
    /// <param name="random">The stream of random words for <see cref="Rounding.Stochastic"/>; others ignore it.</param>
    /// <param name="position">Element i uses word <paramref name="position"/> + i of the stream.</param>
    /// <param name="threads">Threads that share the work; <see langword="null"/> for the caller alone.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the memory overlaps in part.</exception>
    public static QuantisationCounts Quantise(
        ReadOnlySpan<float> source,
        Span<float> destination,
        FixedPointGrid grid,
        Rounding rounding = Rounding.NearestEven,
        CounterRandom random = default,
        ulong position = 0,
        KernelThreads? threads = null)
    {
        KernelMemory.Check(source, destination);
        fixed (float* from = source)
        fixed (float* to = destination)
            return Run(from, to, source.Length, grid, rounding, random, position, threads ?? KernelThreads.Single, InstructionSets.Widest);
    }

    internal static QuantisationCounts Run(
        float* source,
        float* destination,
        long length,
        FixedPointGrid grid,
        Rounding rounding,
        CounterRandom random,
        ulong position,
        KernelThreads threads,
        InstructionSet instructions) => rounding switch
        {
            Rounding.NearestEven => StoreWork<FixedPointStore<NearestEven>>.Run(threads, instructions, source, destination, length, new(grid), random, position),
            Rounding.Stochastic => StoreWork<FixedPointStore<Stochastic>>.Run(threads, instructions, source, destination, length, new(grid), random, position),
            Rounding.TowardZero => StoreWork<FixedPointStore<TowardZero>>.Run(threads, instructions, source, destination, length, new(grid), random, position),
            Rounding.Floor => StoreWork<FixedPointStore<Floor>>.Run(threads, instructions, source, destination, length, new(grid), random, position),
            _ => throw new ArgumentOutOfRangeException(nameof(rounding), rounding, "There is no such rounding."),
        };
}
