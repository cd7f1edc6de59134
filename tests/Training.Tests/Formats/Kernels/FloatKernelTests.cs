using System.Runtime.InteropServices;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Randomness;

namespace Mantissa.Training.Tests.Formats.Kernels;

public sealed class FloatKernelTests
{
    private static readonly CounterRandom Random = new(11, "float test");

    public static TheoryData<string> Formats => [.. FloatCodes.All.Keys];

    /// <summary>All codes, all boundaries between neighbours, all roundings, all instruction sets.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public void Equals_the_table_of_codes_at_every_boundary(string format)
    {
        var (grid, codes) = FloatCodes.All[format];
        var values = codes.Boundaries();
        foreach (var rounding in Enum.GetValues<Rounding>())
        {
            var expected = codes.Quantise(values, rounding, i => Random.Noise(3 + (ulong)i));
            foreach (var instructions in InstructionSets.Available)
            {
                var actual = values.ToArray();
                var counts = Run(actual, grid, rounding, instructions);
                FirstDifference(values, actual, expected.Values).ShouldBeNull($"{rounding} {instructions}");
                counts.ShouldBe(expected.Counts, $"{rounding} {instructions}");
            }
        }
    }

    [Fact]
    public void Binary16_equals_system_half_at_every_boundary()
    {
        var values = FloatCodes.All["binary16"].Codes.Boundaries();
        values.Length.ShouldBeGreaterThan(6 * 0x7C00);
        var stored = values.ToArray();
        FloatKernel.Quantise(values, stored, FloatGrid.Binary16);
        FirstDifference(values, stored, Array.ConvertAll(values, value => (float)(Half)value)).ShouldBeNull();
    }

    [Fact]
    public void Every_half_stays_as_it_is()
    {
        var values = Enumerable.Range(0, 1 << 16).Select(code => (float)BitConverter.UInt16BitsToHalf((ushort)code)).ToArray();
        foreach (var rounding in Enum.GetValues<Rounding>())
        {
            var stored = values.ToArray();
            var counts = FloatKernel.Quantise(values, stored, FloatGrid.Binary16, rounding, Random);
            FirstDifference(values, stored, values).ShouldBeNull();
            (counts.Overflows, counts.Flushed, counts.Zeros).ShouldBe((0, 0, 2));
            // Two infinities, and the NaNs of both signs.
            counts.NonFinite.ShouldBe(2 * 1024);
        }
    }

    /// <summary>Bfloat16 in integer arithmetic on the bits: a round to nearest even of the upper half.</summary>
    [Fact]
    public void Bfloat16_equals_integer_arithmetic_on_random_bits()
    {
        var words = new uint[200_000];
        Random.Fill(words);
        var values = MemoryMarshal.Cast<uint, float>(words).ToArray();
        var expected = Array.ConvertAll(values, value =>
        {
            var bits = BitConverter.SingleToUInt32Bits(value);
            return float.IsNaN(value) ? value : BitConverter.UInt32BitsToSingle((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000);
        });
        var stored = values.ToArray();
        FloatKernel.Quantise(values, stored, FloatGrid.BFloat16);
        FirstDifference(values, stored, expected).ShouldBeNull();
    }

    [Theory]
    [InlineData("e4m3")]
    [InlineData("e5m2")]
    public void A_scale_moves_all_values_by_a_power_of_two(string format)
    {
        var (grid, codes) = FloatCodes.All[format];
        foreach (var exponent in (int[])[-126, -100, -17, -1, 0, 3, 80, 127 - grid.MaximumExponent])
        {
            // Without what the carrier cannot hold after scaling.
            float[] unscaled = [.. codes.Boundaries().Where(value => float.IsFinite(value) && Math.ScaleB((double)value, exponent) is var scaled && (float)scaled == scaled)];
            var values = Array.ConvertAll(unscaled, value => MathF.ScaleB(value, exponent));
            foreach (var rounding in Enum.GetValues<Rounding>())
            {
                var expected = codes.Quantise(unscaled, rounding, i => Random.Noise(3 + (ulong)i));
                foreach (var instructions in InstructionSets.Available)
                {
                    var actual = values.ToArray();
                    var counts = Run(actual, grid.Scaled(exponent), rounding, instructions);
                    FirstDifference(values, actual, Array.ConvertAll(expected.Values, value => MathF.ScaleB(value, exponent))).ShouldBeNull($"{exponent} {rounding} {instructions}");
                    counts.ShouldBe(expected.Counts with { Largest = MathF.ScaleB(expected.Counts.Largest, exponent) });
                }
            }
        }
    }

    [Fact]
    public void A_scale_that_float32_cannot_carry_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => FloatGrid.E4M3.Scaled(120));
        Should.Throw<ArgumentOutOfRangeException>(() => FloatGrid.E4M3.Scaled(-141));
        Should.Throw<ArgumentOutOfRangeException>(() => FloatGrid.BFloat16.Scaled(1));
    }

    [Fact]
    public void Every_length_and_alignment_gives_the_same_values()
    {
        var memory = FloatCodes.All["e4m3"].Codes.Boundaries()[..120];
        var whole = new float[memory.Length];
        FloatKernel.Quantise(memory, whole, FloatGrid.E4M3);
        for (var offset = 0; offset < 17; offset++)
        {
            for (var length = 0; length <= 70; length++)
            {
                var copy = memory.ToArray();
                FloatKernel.Quantise(copy.AsSpan(offset, length), copy.AsSpan(offset, length), FloatGrid.E4M3).Elements.ShouldBe(length);
                FirstDifference(memory, copy, [.. memory[..offset], .. whole[offset..(offset + length)], .. memory[(offset + length)..]]).ShouldBeNull();
            }
        }
    }

    [Fact]
    public void Threads_change_nothing_and_nothing_is_allocated()
    {
        using var threads = new KernelThreads(3, openMp: false);
        var values = new float[(5 * StoreChunks.Length) + 4321];
        Random.FillNormal(values, deviation: 3);
        (values[12345], values[99999]) = (float.NaN, float.PositiveInfinity);
        var (single, several) = (new float[values.Length], new float[values.Length]);
        foreach (var rounding in Enum.GetValues<Rounding>())
        {
            var expected = FloatKernel.Quantise(values, single, FloatGrid.E5M2, rounding, Random);
            for (var repeat = 0; repeat < 30; repeat++)
                FloatKernel.Quantise(values, several, FloatGrid.E5M2, rounding, Random, 0, threads).ShouldBe(expected);
            FirstDifference(values, several, single).ShouldBeNull();
        }

        Allocations.Of(() => FloatKernel.Quantise(values, several, FloatGrid.E5M2, Rounding.Stochastic, Random, 0, threads)).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Stochastic_rounding_is_unbiased(string format)
    {
        // Mean of n numbers below + gap · Bernoulli(f): six standard deviations, at most 3 gap / √n, is a false alarm in 10⁹ seeds; this one is fixed.
        const int Count = 1 << 17;
        var (grid, codes) = FloatCodes.All[format];
        for (var step = 1; step < 8; step++)
        {
            var below = codes.Values[step * codes.Values.Count / 9];
            var gap = codes.Values[(step * codes.Values.Count / 9) + 1] - below;
            var value = below + (gap * step / 8);
            var stored = Enumerable.Repeat(value, Count).ToArray();
            FloatKernel.Quantise(stored, stored, grid, Rounding.Stochastic, Random, (ulong)step * Count);
            Math.Abs(stored.Average(number => (double)number) - value).ShouldBeLessThan(3 * (double)gap / Math.Sqrt(Count));
        }
    }

    [Fact]
    public void The_largest_magnitude_is_found_wherever_it_is()
    {
        MagnitudeKernel.Largest([]).ShouldBe(0);
        MagnitudeKernel.Largest([float.NaN, -0f]).ShouldBe(0);
        MagnitudeKernel.Largest([float.NaN, 2, float.NegativeInfinity]).ShouldBe(float.MaxValue);
        var values = new float[StoreChunks.Length + 77];
        Random.FillUniform(values, -1, 1);
        for (var i = 0; i < 64; i++)
            values[i * 500] = float.NaN;
        foreach (var place in (int[])[0, 1, 15, 16, 31, 32, 1000, StoreChunks.Length - 1, StoreChunks.Length + 60, StoreChunks.Length + 76])
        {
            var before = values[place];
            values[place] = place % 2 == 0 ? -3 : 3;
            foreach (var instructions in InstructionSets.Available)
                Largest(values, instructions).ShouldBe(3, $"{place} {instructions}");
            values[place] = before;
        }
    }

    private static unsafe float Largest(float[] values, InstructionSet instructions)
    {
        fixed (float* memory = values)
            return MagnitudeKernel.Run(memory, values.Length, KernelThreads.Single, instructions);
    }

    private static unsafe QuantisationCounts Run(float[] values, FloatGrid grid, Rounding rounding, InstructionSet instructions)
    {
        fixed (float* memory = values)
            return FloatKernel.Run(memory, memory, values.Length, grid, rounding, Random, 3, KernelThreads.Single, instructions);
    }

    /// <summary>The first value whose bits differ; any NaN equals any other.</summary>
    private static string? FirstDifference(float[] sources, float[] actual, float[] expected)
    {
        for (var i = 0; i < expected.Length; i++)
            if (BitConverter.SingleToUInt32Bits(actual[i]) != BitConverter.SingleToUInt32Bits(expected[i]) && !(float.IsNaN(actual[i]) && float.IsNaN(expected[i])))
                return $"{i}: {sources[i]:G9} became {actual[i]:G9}, not {expected[i]:G9}";
        return null;
    }
}
