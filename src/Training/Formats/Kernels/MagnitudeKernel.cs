using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mantissa.Training.Formats.Kernels;

/// <summary>
/// The largest magnitude of a tensor, from which formats with a shared exponent choose it. NaN is left out; an infinity counts as the largest
/// float32, so that the exponent stays one that can be used.
/// </summary>
public static unsafe class MagnitudeKernel
{
    public static float Largest(ReadOnlySpan<float> values, KernelThreads? threads = null)
    {
        fixed (float* source = values)
            return Run(source, values.Length, threads ?? KernelThreads.Single, InstructionSets.Widest);
    }

    internal static float Run(float* source, long length, KernelThreads threads, InstructionSet instructions) =>
        StoreWork<Measure>.Run(threads, instructions, source, null, length, default, default, 0).Largest;

    /// <summary>The same for a few values, here and now.</summary>
    internal static float Largest(InstructionSet instructions, float* source, int length)
    {
        var (largest, done) = instructions switch
        {
            InstructionSet.Avx512 => Avx512Part(source, length),
            InstructionSet.Avx2 => Avx2Part(source, length),
            _ => (0f, (nint)0),
        };
        for (; done < length; done++)
            if (MathF.Abs(source[done]) is var magnitude && magnitude > largest)
                largest = magnitude;
        return MathF.Min(largest, float.MaxValue);
    }

    /// <summary>The largest of numbers none of which is NaN.</summary>
    internal static float Largest(Vector512<float> lanes)
    {
        var eight = Vector256.Max(lanes.GetLower(), lanes.GetUpper());
        var four = Vector128.Max(eight.GetLower(), eight.GetUpper());
        return MathF.Max(MathF.Max(four[0], four[1]), MathF.Max(four[2], four[3]));
    }

    private readonly struct Measure : IElementwiseStore
    {
        public static bool UsesNoise => false;

        public QuantisationCounts Run(InstructionSet instructions, float* source, float* destination, int length, uint* noise, bool streams) =>
            new(length, 0, 0, 0, 0, 0) { Largest = MagnitudeKernel.Largest(instructions, source, length) };
    }

    // These return their second operand where one is NaN.

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (float Largest, nint Done) Avx512Part(float* source, int length)
    {
        var (one, two) = (Vector512<float>.Zero, Vector512<float>.Zero);
        nint end = length & ~((2 * Vector512<float>.Count) - 1);
        for (nint i = 0; i < end; i += 2 * Vector512<float>.Count)
        {
            one = Avx512F.Max(Vector512.Abs(Vector512.Load(source + i)), one);
            two = Avx512F.Max(Vector512.Abs(Vector512.Load(source + i + Vector512<float>.Count)), two);
        }

        return (Largest(Avx512F.Max(one, two)), end);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (float Largest, nint Done) Avx2Part(float* source, int length)
    {
        var (one, two) = (Vector256<float>.Zero, Vector256<float>.Zero);
        nint end = length & ~((2 * Vector256<float>.Count) - 1);
        for (nint i = 0; i < end; i += 2 * Vector256<float>.Count)
        {
            one = Avx.Max(Vector256.Abs(Vector256.Load(source + i)), one);
            two = Avx.Max(Vector256.Abs(Vector256.Load(source + i + Vector256<float>.Count)), two);
        }

        return (Largest(Vector512.Create(Avx.Max(one, two), Vector256<float>.Zero)), end);
    }
}
