using Mantissa.Training.Randomness;

namespace Mantissa.Training.Formats.Kernels;

/// <summary>
/// Stores float32 values on a <see cref="FloatGrid"/>, and counts, in one pass over memory. The sign of zero is kept.
/// </summary>
/// <remarks>
/// NaN stays NaN. Beyond the largest value a format with infinities rounds as IEEE 754 does, others saturate; either is an overflow.
/// ±Inf stays or saturates. The result does not depend on alignment, instruction set or number of threads. Nothing is allocated.
/// </remarks>
public static unsafe class FloatKernel
{
    /// <inheritdoc cref="FixedPointKernel.Quantise(ReadOnlySpan{float}, Span{float}, FixedPointGrid, Rounding, CounterRandom, ulong, KernelThreads?)"/>
    public static QuantisationCounts Quantise(
        ReadOnlySpan<float> source,
        Span<float> destination,
        FloatGrid grid,
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
        FloatGrid grid,
        Rounding rounding,
        CounterRandom random,
        ulong position,
        KernelThreads threads,
        InstructionSet instructions) => rounding switch
        {
            Rounding.NearestEven => StoreWork<FloatStore<NearestEven>>.Run(threads, instructions, source, destination, length, new(grid), random, position),
            Rounding.Stochastic => StoreWork<FloatStore<Stochastic>>.Run(threads, instructions, source, destination, length, new(grid), random, position),
            Rounding.TowardZero => StoreWork<FloatStore<TowardZero>>.Run(threads, instructions, source, destination, length, new(grid), random, position),
            Rounding.Floor => StoreWork<FloatStore<Floor>>.Run(threads, instructions, source, destination, length, new(grid), random, position),
            _ => throw new ArgumentOutOfRangeException(nameof(rounding), rounding, "There is no such rounding."),
        };
}
