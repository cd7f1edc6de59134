using System.Runtime.InteropServices;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Randomness;

namespace Mantissa.Training.Tests.Formats.Kernels;

public sealed unsafe class StreamedStoreTests
{
    /// <summary>More than stays in a cache, in whole vectors, blocks of 32 and of 1 among them.</summary>
    private static readonly BlockShape Shape = new(1, 33, 1 << 18);

    private static readonly int Length = (int)Shape.Length;

    private delegate QuantisationCounts Kernel(float* source, float* destination, InstructionSet instructions);

    private static readonly Dictionary<string, Kernel> Kernels = new()
    {
        ["fixed point"] = (source, destination, instructions) => FixedPointKernel.Run(
            source, destination, Length, new FixedPointGrid(16, -12), Rounding.NearestEven, default, 0, KernelThreads.Single, instructions),
        ["floating point"] = (source, destination, instructions) => FloatKernel.Run(
            source, destination, Length, FloatGrid.E4M3, Rounding.NearestEven, default, 0, KernelThreads.Single, instructions),
        ["blocks"] = (source, destination, instructions) => BlockKernel.Run(
            source, destination, Shape, FloatGrid.E4M3, Rounding.NearestEven, default, 0, KernelThreads.Single, instructions),
    };

    public static TheoryData<string> Names => [.. Kernels.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_written_past_the_caches_is_what_is_written_in_place(string name)
    {
        var values = new float[Length];
        new CounterRandom(19, "streamed").FillNormal(values, deviation: 4);
        (values[77], values[4321], values[Length - 3]) = (float.NaN, float.PositiveInfinity, 1e9f);
        var inPlace = values.ToArray();
        var memory = (float*)NativeMemory.AlignedAlloc((nuint)Length * sizeof(float), 64);
        try
        {
            fixed (float* source = values)
            fixed (float* same = inPlace)
            {
                StoreChunks.Streams(source, memory, Length).ShouldBeTrue();
                StoreChunks.Streams(same, same, Length).ShouldBeFalse();
                var expected = Kernels[name](same, same, InstructionSets.Widest);
                foreach (var instructions in InstructionSets.Available.Where(set => set != InstructionSet.Scalar))
                {
                    Kernels[name](source, memory, instructions).ShouldBe(expected);
                    new ReadOnlySpan<int>(memory, Length).SequenceEqual(MemoryMarshal.Cast<float, int>(inPlace)).ShouldBeTrue($"{instructions}");
                }
            }
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
        }
    }
}
