using System.Runtime.InteropServices;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Randomness;

namespace Mantissa.Training.Tests.Formats.Kernels;

public sealed class FixedPointKernelTests
{
    private static readonly CounterRandom Random = new(7, "test");

    public static TheoryData<int> AllBits => [.. Enumerable.Range(FixedPointGrid.MinimumBits, FixedPointGrid.MaximumBits - FixedPointGrid.MinimumBits + 1)];

    [Theory]
    [MemberData(nameof(AllBits))]
    public void Equals_integer_arithmetic_for_every_width_rounding_and_instruction_set(int bits)
    {
        foreach (var exponent in (int[])[-149, -140, -127, -60, -bits, -8, 0, 3, 60, 104])
        {
            var grid = new FixedPointGrid(bits, exponent);
            var values = Samples(grid);
            foreach (var rounding in Enum.GetValues<Rounding>())
            {
                var expected = FixedPointReference.Quantise(values, grid, rounding, i => Random.Noise(5 + (ulong)i));
                foreach (var instructions in InstructionSets.Available)
                {
                    var actual = values.ToArray();
                    var counts = Run(actual, grid, rounding, KernelThreads.Single, instructions);
                    Words(actual).ShouldBe(Words(expected.Values), $"{grid} {rounding} {instructions}");
                    counts.ShouldBe(expected.Counts, $"{grid} {rounding} {instructions}");
                }
            }
        }
    }

    [Theory]
    [InlineData(0.5f, 0)]
    [InlineData(1.5f, 2)]
    [InlineData(2.5f, 2)]
    [InlineData(-0.5f, 0)]
    [InlineData(-1.5f, -2)]
    [InlineData(-2.5f, -2)]
    [InlineData(126.5f, 126)]
    [InlineData(127.4f, 127)]
    [InlineData(127.5f, 127)]
    [InlineData(-128.5f, -128)]
    [InlineData(-128.6f, -128)]
    [InlineData(1e30f, 127)]
    [InlineData(float.NegativeInfinity, -128)]
    public void Rounds_halfway_to_even_and_saturates(float value, float expected)
    {
        float[] values = [value];
        FixedPointKernel.Quantise(values, new FixedPointGrid(8, 0));
        Words(values).ShouldBe(Words([expected]));
    }

    [Fact]
    public void Counts_what_it_sees()
    {
        float[] values = [0, -0f, 0.4f, -0.4f, 1, 127.6f, -128.6f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 127, -128];
        var counts = FixedPointKernel.Quantise(values, new FixedPointGrid(8, 0));
        counts.ShouldBe(new QuantisationCounts(Elements: 12, Gamma: 128, Overflows: 4, Flushed: 2, Zeros: 2, NonFinite: 3));
        values[7].ShouldBe(float.NaN);
        values[8].ShouldBe(127);
        values[9].ShouldBe(-128);
    }

    [Fact]
    public void Nan_says_nothing_about_the_magnitude() =>
        FixedPointKernel.Quantise([.. Enumerable.Repeat(float.NaN, 40), 3], new FixedPointGrid(8, 0)).Gamma.ShouldBe(3);

    [Fact]
    public void An_empty_tensor_counts_nothing() => FixedPointKernel.Quantise([], new FixedPointGrid(16, 0)).ShouldBe(default);

    [Fact]
    public void Every_length_and_alignment_gives_the_same_values()
    {
        var grid = new FixedPointGrid(16, -13);
        var memory = Samples(grid)[..160];
        var whole = FixedPointReference.Quantise(memory, grid).Values;
        for (var offset = 0; offset < 17; offset++)
        {
            for (var length = 0; length <= 70; length++)
            {
                var copy = memory.ToArray();
                FixedPointKernel.Quantise(copy.AsSpan(offset, length), grid);
                float[] expected = [.. memory[..offset], .. whole[offset..(offset + length)], .. memory[(offset + length)..]];
                Words(copy).ShouldBe(Words(expected));
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Threads_change_nothing(bool openMp)
    {
        LoadTensorLibrary();
        using var threads = new KernelThreads(3, openMp);
        var grid = new FixedPointGrid(12, -9);
        var values = new float[(5 * StoreChunks.Length) + 4321];
        Random.FillNormal(values, deviation: 3);
        values[12345] = float.NaN;
        values[99999] = float.PositiveInfinity;
        foreach (var rounding in Enum.GetValues<Rounding>())
        {
            var (single, several) = (values.ToArray(), values.ToArray());
            var expected = Run(single, grid, rounding, KernelThreads.Single, InstructionSets.Widest);
            for (var repeat = 0; repeat < 20; repeat++)
            {
                values.CopyTo(several, 0);
                Run(several, grid, rounding, threads, InstructionSets.Widest).ShouldBe(expected);
                Words(several).AsSpan().SequenceEqual(Words(single)).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void Writes_elsewhere_and_measures_without_writing()
    {
        var grid = new FixedPointGrid(10, -6);
        var values = Samples(grid);
        var before = values.ToArray();
        var expected = FixedPointReference.Quantise(values, grid);
        var destination = new float[values.Length];
        FixedPointKernel.Quantise(values, destination, grid).ShouldBe(expected.Counts);
        FixedPointKernel.Measure(values, grid).ShouldBe(expected.Counts);
        Words(destination).ShouldBe(Words(expected.Values));
        Words(values).ShouldBe(Words(before));
    }

    [Fact]
    public void Refuses_memory_that_overlaps_in_part_and_lengths_that_differ()
    {
        var values = new float[8];
        Should.Throw<ArgumentException>(() => FixedPointKernel.Quantise(values.AsSpan(0, 6), values.AsSpan(2, 6), new FixedPointGrid(8, 0)));
        Should.Throw<ArgumentException>(() => FixedPointKernel.Quantise(values.AsSpan(0, 3), values.AsSpan(4, 4), new FixedPointGrid(8, 0)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Allocates_nothing(bool openMp)
    {
        LoadTensorLibrary();
        using var threads = new KernelThreads(2, openMp);
        var values = new float[4 * StoreChunks.Length];
        var grid = new FixedPointGrid(16, -10);
        void Call()
        {
            FixedPointKernel.Quantise(values, grid, threads);
            FixedPointKernel.Quantise(values, values, grid, Rounding.Stochastic, Random, 0, threads);
            FixedPointKernel.Measure(values, grid);
        }

        // The first calls make the work object of the thread and let the runtime compile.
        for (var warm = 0; warm < 50; warm++)
            Call();
        Allocations.Of(Call).ShouldBe(0);
    }

    [Fact]
    public void Stochastic_rounding_is_unbiased()
    {
        // Mean of n Bernoulli(f) numbers: standard deviation √(f(1−f)/n) ≤ 0.5/√n. Six of them: a false alarm in 10⁹ seeds, and the seed is fixed.
        const int Count = 1 << 18;
        foreach (var fraction in (float[])[0.1f, 0.25f, 0.5f, 0.9f])
        {
            foreach (var whole in (float[])[0, 5, -3])
            {
                var values = Enumerable.Repeat(whole + fraction, Count).ToArray();
                FixedPointKernel.Quantise(values, values, new FixedPointGrid(16, 0), Rounding.Stochastic, Random);
                var mean = values.Average(value => (double)value);
                Math.Abs(mean - (whole + fraction)).ShouldBeLessThan(6 * 0.5 / Math.Sqrt(Count));
            }
        }
    }

    /// <summary>Its OpenMP threads are there once it is loaded.</summary>
    private static void LoadTensorLibrary() => TorchSharp.torch.get_num_threads().ShouldBeGreaterThan(0);

    /// <summary>Ties, edges of saturation, subnormals, extremes, specials, and numbers of every magnitude around the grid.</summary>
    private static float[] Samples(FixedPointGrid grid)
    {
        var values = new List<float> { 0, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue, float.Epsilon, -float.Epsilon, 1.1754942e-38f, -1.1754944e-38f };
        foreach (var mantissa in (double[])[0, 0.25, 0.5, 0.75, 1, 1.5, 2.5, 3.5, grid.Highest / 2, grid.Highest - 1, grid.Highest - 0.5, grid.Highest, grid.Highest + 0.5, grid.Highest + 1, grid.Highest + 1.5, -(double)grid.Lowest + 0.5])
        {
            var value = (float)Math.ScaleB(mantissa, grid.Exponent);
            values.AddRange([value, -value, MathF.BitIncrement(value), -MathF.BitIncrement(value), MathF.BitDecrement(value), -MathF.BitDecrement(value)]);
        }

        for (var i = 0UL; i < 120; i++)
        {
            var magnitude = Math.ScaleB(Random.Uniform(i) - 0.5, grid.Exponent + (int)(i % 40) - 6);
            values.Add((float)magnitude);
        }

        return [.. values];
    }

    private static unsafe QuantisationCounts Run(
        float[] values, FixedPointGrid grid, Rounding rounding, KernelThreads threads, InstructionSet instructions)
    {
        fixed (float* memory = values)
            return FixedPointKernel.Run(memory, memory, values.Length, grid, rounding, Random, 5, threads, instructions);
    }

    private static uint[] Words(float[] values) => MemoryMarshal.Cast<float, uint>(values).ToArray();
}
