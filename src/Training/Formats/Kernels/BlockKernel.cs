using Mantissa.Training.Randomness;

namespace Mantissa.Training.Formats.Kernels;

/// <summary>
/// Stores float32 values in blocks of 32 along one dimension, each with a power-of-two scale from its largest magnitude:
/// 2^e, e = ⌊log2 max|x|⌋ − eₘₐₓ with eₘₐₓ the exponent of the element format's largest value, −127 ≤ e (OCP MX 1.0, section 6.3).
/// </summary>
/// <remarks>
/// Elements saturate; NaN stays NaN and says nothing about the scale; an infinity counts as the largest float32 for the scale, and
/// saturates. The result does not depend on alignment, instruction set or number of threads. Nothing is allocated.
/// </remarks>
public static unsafe class BlockKernel
{
    /// <summary>The smallest exponent of an E8M0 scale.</summary>
    public const int SmallestExponent = -127;

    /// <param name="source">Values to store.</param>
    /// <param name="destination">Of the same length: the same memory, or memory that does not overlap.</param>
    /// <param name="shape">Where the blocks are.</param>
    /// <param name="element">The element format.</param>
    /// <param name="rounding">How to choose between two neighbours.</param>
    /// <param name="random">The stream of random words for <see cref="Rounding.Stochastic"/>; others ignore it.</param>
    /// <param name="position">Element i uses word <paramref name="position"/> + i of the stream.</param>
    /// <param name="threads">Threads that share the work; <see langword="null"/> for the caller alone.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the memory overlaps in part.</exception>
    public static QuantisationCounts Quantise(
        ReadOnlySpan<float> source,
        Span<float> destination,
        BlockShape shape,
        FloatGrid element,
        Rounding rounding = Rounding.NearestEven,
        CounterRandom random = default,
        ulong position = 0,
        KernelThreads? threads = null)
    {
        KernelMemory.Check(source, destination);
        if (shape.Length != source.Length)
            throw new ArgumentException($"The shape has {shape.Length} values, the source {source.Length}.", nameof(shape));
        fixed (float* from = source)
        fixed (float* to = destination)
            return Run(from, to, shape, element, rounding, random, position, threads ?? KernelThreads.Single, InstructionSets.Widest);
    }

    /// <summary>The exponent of a block's scale.</summary>
    /// <param name="largest">Its largest magnitude, finite.</param>
    /// <param name="element">The element format.</param>
    public static int Exponent(float largest, in FloatGrid element) =>
        largest == 0 ? SmallestExponent : Math.Max(Math.ILogB(largest) - element.MaximumExponent, SmallestExponent);

    internal static QuantisationCounts Run(
        float* source,
        float* destination,
        BlockShape shape,
        FloatGrid element,
        Rounding rounding,
        CounterRandom random,
        ulong position,
        KernelThreads threads,
        InstructionSet instructions)
    {
        if (shape.Length == 0)
            return default;
        return rounding switch
        {
            Rounding.NearestEven => BlockWork<NearestEven>.Run(threads, instructions, source, destination, shape, element, random, position),
            Rounding.Stochastic => BlockWork<Stochastic>.Run(threads, instructions, source, destination, shape, element, random, position),
            Rounding.TowardZero => BlockWork<TowardZero>.Run(threads, instructions, source, destination, shape, element, random, position),
            Rounding.Floor => BlockWork<Floor>.Run(threads, instructions, source, destination, shape, element, random, position),
            _ => throw new ArgumentOutOfRangeException(nameof(rounding), rounding, "There is no such rounding."),
        };
    }
}
