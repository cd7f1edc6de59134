using Mantissa.Training.Formats.Kernels;

namespace Mantissa.Training.Accelerators.Integer;

/// <summary>How products are computed, and what was counted on the way.</summary>
/// <param name="headroom">Bits of an INT16 register that operands leave free.</param>
/// <param name="chainLength">Products in an INT32 chain; 0 for as many as cannot overflow.</param>
/// <param name="threads">Threads that share a product.</param>
/// <param name="instructions">What multiplies.</param>
internal sealed class IntegerArithmetic(
    int headroom, int chainLength, KernelThreads threads, IntegerInstructions? instructions = null)
{
    private const int RegisterBits = 16;

    /// <summary>Chains that left INT32; only chains longer than is safe can.</summary>
    public long Overflows { get; set; }

    public KernelThreads Threads => threads;

    public IntegerInstructions Instructions { get; } = instructions ?? IntegerInstructionSets.Widest;

    /// <summary>The bits of an operand that a format stores with <paramref name="stored"/> bits.</summary>
    public int OperandBits(int stored) => Math.Min(stored, RegisterBits - headroom);

    public ProductChain Chain(IntegerOperand left, IntegerOperand right) => new(left.Bits, right.Bits, chainLength);

    /// <summary>Computes a product of finite operands; a NaN or an infinity in one makes all of the result NaN.</summary>
    public unsafe void Run(IndexedProduct product, IntegerOperand one, IntegerOperand other, ReadOnlySpan<short> left, ReadOnlySpan<short> right, Span<float> result)
    {
        if (!one.IsFinite || !other.IsFinite)
        {
            result.Fill(float.NaN);
            return;
        }

        fixed (short* leftStart = left)
        fixed (short* rightStart = right)
        fixed (float* resultStart = result)
            Overflows += product.Run(leftStart, rightStart, resultStart, threads);
    }
}
