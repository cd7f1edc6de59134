using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Randomness;

namespace Mantissa.Training.Tests.Formats.Kernels;

public sealed class BlockKernelTests
{
    private static readonly CounterRandom Random = new(13, "block test");

    public static TheoryData<long, long, long> Shapes => new()
    {
        { 1, 1, 1 }, { 1, 40, 1 }, { 3, 32, 1 }, { 5, 70, 1 }, { 2, 70, 9 }, { 3, 16, 25 }, { 2, 33, 40 }, { 1, 64, 300 }, { 4, 3, 17 }, { 600, 31, 2 },
    };

    /// <summary>Every block by itself: its exponent by counting, its elements from the table of codes.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void Equals_the_table_of_codes_block_by_block(long outer, long axis, long inner)
    {
        var shape = new BlockShape(outer, axis, inner);
        var values = Samples((int)shape.Length);
        foreach (var (element, codes) in new[] { (FloatGrid.E4M3, FloatCodes.All["e4m3"].Codes), (FloatGrid.Int8, FloatCodes.Int8) })
        {
            foreach (var rounding in Enum.GetValues<Rounding>())
            {
                var expected = Reference(values, shape, element, codes, rounding);
                foreach (var instructions in InstructionSets.Available)
                {
                    var actual = values.ToArray();
                    var counts = Run(actual, shape, element, rounding, instructions, KernelThreads.Single);
                    for (var i = 0; i < actual.Length; i++)
                        if (!Same(actual[i], expected.Values[i]))
                            Assert.Fail($"{element} {rounding} {instructions}, {i}: {values[i]:G9} became {actual[i]:G9}, not {expected.Values[i]:G9}");
                    counts.ShouldBe(expected.Counts, $"{element} {rounding} {instructions}");
                }
            }
        }
    }

    [Fact]
    public void Blocks_do_not_see_each_other()
    {
        // Two rows of 40: blocks of 32 and of 8, along memory.
        var values = new float[80];
        Array.Fill(values, 1);
        (values[0], values[35]) = (1e6f, 1e-6f);
        BlockKernel.Quantise(values, values, new BlockShape(2, 40, 1), FloatGrid.Int8);
        values[1..32].ShouldAllBe(value => value == 0);
        values[36..].ShouldAllBe(value => value == 1);
        // Two columns: the large value shares its block with its own column only.
        float[] columns = [1e6f, 1, 1, 1, 1, 1];
        BlockKernel.Quantise(columns, columns, new BlockShape(1, 3, 2), FloatGrid.Int8);
        columns.Where((_, i) => i % 2 == 1).ShouldAllBe(value => value == 1);
        columns.Where((_, i) => i > 0 && i % 2 == 0).ShouldAllBe(value => value == 0);
    }

    [Theory]
    [InlineData(1.0f, 0)]
    [InlineData(1.9999999f, 0)]
    [InlineData(448f, 8)]
    [InlineData(float.MaxValue, 127)]
    [InlineData(1.1754944e-38f, -126)]
    [InlineData(float.Epsilon, -127)]
    [InlineData(0f, -127)]
    public void The_scale_of_an_integer_block_is_the_power_of_two_below_its_largest(float largest, int exponent)
    {
        BlockKernel.Exponent(largest, FloatGrid.Int8).ShouldBe(exponent);
        BlockKernel.Exponent(largest, FloatGrid.E4M3).ShouldBe(Math.Max(exponent - 8, -127));
    }

    [Fact]
    public void Threads_change_nothing_and_nothing_is_allocated()
    {
        using var threads = new KernelThreads(3, openMp: false);
        foreach (var shape in (BlockShape[])[new(7, 48, 700), new(3000, 70, 1)])
        {
            var values = Samples((int)shape.Length);
            var single = values.ToArray();
            var expected = Run(single, shape, FloatGrid.E4M3, Rounding.Stochastic, InstructionSets.Widest, KernelThreads.Single);
            var several = new float[values.Length];
            for (var warm = 0; warm < 40; warm++)
                BlockKernel.Quantise(values, several, shape, FloatGrid.E4M3, Rounding.Stochastic, Random, 3, threads);
            Allocations.Of(() => BlockKernel.Quantise(values, several, shape, FloatGrid.E4M3, Rounding.Stochastic, Random, 3, threads)).ShouldBe(0);
            BlockKernel.Quantise(values, several, shape, FloatGrid.E4M3, Rounding.Stochastic, Random, 3, threads).ShouldBe(expected);
            for (var i = 0; i < single.Length; i++)
                Same(several[i], single[i]).ShouldBeTrue();
        }
    }

    [Fact]
    public void An_empty_tensor_and_a_shape_of_another_length()
    {
        BlockKernel.Quantise([], [], new BlockShape(0, 3, 4), FloatGrid.E4M3).ShouldBe(default);
        Should.Throw<ArgumentException>(() => BlockKernel.Quantise(new float[3], new float[3], new BlockShape(1, 2, 2), FloatGrid.E4M3));
    }

    private static (float[] Values, QuantisationCounts Counts) Reference(
        float[] values, BlockShape shape, FloatGrid element, FloatCodes codes, Rounding rounding)
    {
        var result = new float[values.Length];
        var counts = default(QuantisationCounts);
        for (var outer = 0L; outer < shape.Outer; outer++)
            for (var inner = 0L; inner < shape.Inner; inner++)
                for (var first = 0L; first < shape.Axis; first += 32)
                {
                    var places = Enumerable.Range((int)first, (int)Math.Min(32, shape.Axis - first))
                        .Select(i => (int)((((outer * shape.Axis) + i) * shape.Inner) + inner)).ToArray();
                    var block = Array.ConvertAll(places, place => values[place]);
                    var largest = block.Where(value => !float.IsNaN(value)).Select(value => (double)MathF.Min(MathF.Abs(value), float.MaxValue)).DefaultIfEmpty(0).Max();
                    var exponent = -200;
                    while (Math.ScaleB(1, exponent + 1) <= largest)
                        exponent++;
                    exponent = Math.Max(exponent - (element == FloatGrid.Int8 ? 0 : 8), -127);
                    var (stored, seen) = codes.Quantise(block, rounding, i => Random.Noise(3 + (ulong)places[i]), exponent);
                    for (var i = 0; i < places.Length; i++)
                        result[places[i]] = stored[i];
                    counts = counts.Plus(seen);
                }

        return (result, counts);
    }

    /// <summary>Magnitudes that change from block to block, from subnormal to the largest, with zeros and specials among them.</summary>
    private static float[] Samples(int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            var exponent = (i / 23 % 12) switch { 0 => -148, 1 => -127, 2 => -120, 3 => 126, _ => Random.Integer((ulong)(i / 23), 40) - 20 };
            values[i] = (float)Math.ScaleB((Random.Uniform((ulong)i) * 4) - 2, exponent - Random.Integer((ulong)i + 100_000, 6));
            values[i] = (i % 97) switch { 5 => 0, 6 => -0f, 7 => i % 5 == 0 ? float.NaN : values[i], 8 => i % 7 == 0 ? float.NegativeInfinity : values[i], _ => values[i] };
        }

        return values;
    }

    private static unsafe QuantisationCounts Run(
        float[] values, BlockShape shape, FloatGrid element, Rounding rounding, InstructionSet instructions, KernelThreads threads)
    {
        fixed (float* memory = values)
            return BlockKernel.Run(memory, memory, shape, element, rounding, Random, 3, threads, instructions);
    }

    private static bool Same(float one, float other) =>
        BitConverter.SingleToUInt32Bits(one) == BitConverter.SingleToUInt32Bits(other) || (float.IsNaN(one) && float.IsNaN(other));
}
