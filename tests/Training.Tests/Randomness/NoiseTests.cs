using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Randomness;

namespace Mantissa.Training.Tests.Randomness;

public class NoiseTests
{
    private const int Group = CounterRandom.NoiseGroup;

    private static readonly CounterRandom Random = new(42, "noise");

    [Theory]
    [InlineData(0UL)]
    [InlineData(3UL)]
    [InlineData(178_956_970UL)] // the lower word of its counters carries
    public void A_group_is_the_same_on_every_instruction_set(ulong group)
    {
        var expected = Enumerable.Range(0, Group).Select(i => Random.Noise((group * Group) + (ulong)i)).ToArray();
        var made = new uint[Group];

        Random.FillNoiseSingly(made, group);
        made.ShouldBe(expected);
        if (Philox.IsVectorised)
        {
            Random.FillNoiseVectorised(made, group);
            made.ShouldBe(expected);
        }

        if (Philox.IsWide)
        {
            Random.FillNoiseWide(made, group);
            made.ShouldBe(expected);
        }
    }

    /// <summary>Every bit of the 96 words of a group is in exactly one of its 128 numbers.</summary>
    [Fact]
    public void No_random_bit_is_used_twice_and_none_is_lost()
    {
        var random = new CounterRandom(7, 9UL);
        var bits = Enumerable.Range(0, 24)
            .Select(block => Philox.Block(7, (ulong)(24 * 5) + (ulong)block, 9, Philox.FewestRounds))
            .SelectMany(block => new[] { block.X0, block.X1, block.X2, block.X3 })
            .SelectMany(word => new[] { word >> 24, (word >> 16) & 255, (word >> 8) & 255, word & 255 });

        var numbers = Enumerable.Range(0, Group).Select(i => random.Noise((5 * Group) + (ulong)i)).ToArray();

        numbers.ShouldAllBe(number => number < 1 << 24);
        numbers.SelectMany(number => new[] { number >> 16, (number >> 8) & 255, number & 255 }).Order().ShouldBe(bits.Order());
    }

    [Fact]
    public void Reading_does_not_depend_on_how_it_is_cut()
    {
        var noise = new RoundingNoise(Random);
        foreach (var (position, count) in new[] { (0, 128), (0, 1000), (100, 20), (127, 2), (125, 300), (5, 0), (384, 32), (416, 32), (448, 64) })
        {
            var read = new uint[count];
            noise.Read(read, (ulong)position);
            read.ShouldBe(Enumerable.Range(position, count).Select(i => Random.Noise((ulong)i)));
        }
    }

    /// <summary>
    /// Chi-squared over 256 bins, for numbers cut from words and numbers put together from three apart, their upper, middle and lower bits
    /// apart. Each of the six is refused by mistake with a probability of 10⁻⁶.
    /// </summary>
    [Theory]
    [InlineData(0, 96)]
    [InlineData(96, 128)]
    public void Bits_of_every_weight_are_uniform(int first, int end)
    {
        // Upper 10⁻⁶ point of chi-squared with 255 degrees of freedom, by the cube root of Wilson and Hilferty.
        var limit = 255 * Math.Pow(1 - (2.0 / (9 * 255)) + (4.753 * Math.Sqrt(2.0 / (9 * 255))), 3);
        var counts = new long[3][];
        for (var part = 0; part < 3; part++)
            counts[part] = new long[256];
        var numbers = new uint[Group];
        for (ulong group = 0; group < 4096; group++)
        {
            Random.FillNoise(numbers, group);
            foreach (var number in numbers[first..end])
            {
                counts[0][number >> 16]++;
                counts[1][(number >> 8) & 255]++;
                counts[2][number & 255]++;
            }
        }

        var expected = 4096.0 * (end - first) / 256;
        foreach (var part in counts)
            part.Sum(count => (count - expected) * (count - expected) / expected).ShouldBeLessThan(limit);
    }
}
