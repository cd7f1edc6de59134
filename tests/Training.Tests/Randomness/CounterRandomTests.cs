using Mantissa.Training.Randomness;

namespace Mantissa.Training.Tests.Randomness;

public class CounterRandomTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(33)]
    public void A_fill_equals_its_single_words_from_any_position(int position)
    {
        var random = new CounterRandom(42, "words");
        var words = new uint[101];

        random.Fill(words, (ulong)position);

        for (var i = 0; i < words.Length; i++)
            words[i].ShouldBe(random.Word((ulong)(position + i)));
    }

    [Fact]
    public void Uniform_fills_equal_single_numbers()
    {
        var random = new CounterRandom(42, "uniform");
        var values = new float[77];

        random.FillUniform(values, position: 3);

        for (var i = 0; i < values.Length; i++)
            values[i].ShouldBe(random.Uniform((ulong)(3 + i)));
    }

    [Fact]
    public void Normal_fills_do_not_depend_on_how_they_are_cut()
    {
        var random = new CounterRandom(42, "normal");
        var whole = new float[1000];
        random.FillNormal(whole);

        var parts = new float[1000];
        random.FillNormal(parts.AsSpan(0, 333));
        random.FillNormal(parts.AsSpan(332), position: 332);

        parts.ShouldBe(whole);
        Should.Throw<ArgumentException>(() => random.FillNormal(new float[2], position: 1));
    }

    /// <summary>χ² over 256 cells at 255 degrees of freedom: 330 has probability 0.001.</summary>
    [Fact]
    public void Uniform_numbers_fill_their_range_evenly()
    {
        var values = new float[1 << 20];
        new CounterRandom(7, "uniform").FillUniform(values, -2, 6);

        var counts = new int[256];
        foreach (var value in values)
            counts[(int)((value + 2) * 32)]++;
        var expected = values.Length / 256.0;
        counts.Sum(c => (c - expected) * (c - expected) / expected).ShouldBeInRange(190, 330);
    }

    [Fact]
    public void Uniform_numbers_stay_below_their_bound_where_rounding_would_reach_it()
    {
        var values = new float[1 << 22];
        new CounterRandom(7, "uniform").FillUniform(values, 1000, 1001);

        values.Max().ShouldBeLessThan(1001);
        values.Min().ShouldBe(1000);
    }

    /// <summary>Moments of the normal distribution, each within four standard errors of n = 2²⁰ draws.</summary>
    [Fact]
    public void Normal_numbers_have_the_moments_of_the_normal_distribution()
    {
        var values = new float[1 << 20];
        new CounterRandom(7, "normal").FillNormal(values);

        var n = (double)values.Length;
        Moment(values, 1).ShouldBe(0, 4 / Math.Sqrt(n));
        Moment(values, 2).ShouldBe(1, 4 * Math.Sqrt(2 / n));
        Moment(values, 3).ShouldBe(0, 4 * Math.Sqrt(15 / n));
        Moment(values, 4).ShouldBe(3, 4 * Math.Sqrt(96 / n));
        // P(|x| > 1.959964) = 0.05
        (values.Count(v => Math.Abs(v) > 1.959964) / n).ShouldBe(0.05, 4 * Math.Sqrt(0.05 * 0.95 / n));
    }

    /// <summary>The polynomials against the C library's functions in double precision.</summary>
    [Fact]
    public void Normal_numbers_are_those_of_box_and_muller()
    {
        var random = new CounterRandom(99, "normal");
        var words = new uint[20_000];
        random.Fill(words);
        var values = new float[words.Length];
        random.FillNormal(values);

        for (var i = 0; i < words.Length; i += 2)
        {
            var radius = Math.Sqrt(-2 * Math.Log((words[i] + 0.5) / 4294967296.0));
            var angle = 2 * Math.PI * words[i + 1] / 4294967296.0;
            ((double)values[i]).ShouldBe(radius * Math.Cos(angle), 2e-6);
            ((double)values[i + 1]).ShouldBe(radius * Math.Sin(angle), 2e-6);
        }
    }

    [Fact]
    public void Mean_and_deviation_scale_normal_numbers()
    {
        var plain = new float[64];
        var scaled = new float[64];
        new CounterRandom(1, "a").FillNormal(plain);
        new CounterRandom(1, "a").FillNormal(scaled, 3, 0.5f);

        scaled.ShouldBe(plain.Select(v => (v * 0.5f) + 3));
    }

    [Fact]
    public void Integers_are_below_their_bound_and_even()
    {
        var random = new CounterRandom(5, "integers");
        var counts = new int[10];
        for (var i = 0UL; i < 100_000; i++)
            counts[random.Integer(i, 10)]++;

        // χ² at 9 degrees of freedom: 27.9 has probability 0.001.
        counts.Sum(c => (c - 10_000.0) * (c - 10_000.0) / 10_000).ShouldBeLessThan(27.9);
        Should.Throw<ArgumentOutOfRangeException>(() => random.Integer(0, 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void A_permutation_holds_every_number_once(int count) =>
        new CounterRandom(5, "order").Permutation(count).Order().ShouldBe(Enumerable.Range(0, count));

    /// <summary>All 24 orders of four, 24,000 draws: χ² at 23 degrees of freedom, 49.7 has probability 0.001.</summary>
    [Fact]
    public void Every_order_is_equally_likely()
    {
        var counts = new Dictionary<string, int>();
        for (var epoch = 0; epoch < 24_000; epoch++)
        {
            var key = string.Join(' ', new CounterRandom(3, "order", epoch).Permutation(4));
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        counts.Count.ShouldBe(24);
        counts.Values.Sum(c => (c - 1000.0) * (c - 1000.0) / 1000).ShouldBeLessThan(49.7);
    }

    [Fact]
    public void Seeds_streams_and_indices_are_independent()
    {
        CounterRandom[] streams = [new(1, "a"), new(2, "a"), new(1, "b"), new(1, "a", 1), new(1, "a", 2), new(-1, "a")];
        var values = streams.Select(s =>
        {
            var drawn = new float[1 << 16];
            s.FillUniform(drawn, -1, 1);
            return drawn;
        }).ToArray();

        for (var a = 0; a < values.Length; a++)
        {
            for (var b = 0; b < a; b++)
            {
                // The correlation of independent sequences has a standard error of 1 / √n.
                var correlation = values[a].Zip(values[b], (x, y) => (double)x * y).Sum() * 3 / values[a].Length;
                correlation.ShouldBe(0, 4.0 / 256);
            }
        }
    }

    /// <summary>The mapping of names to streams is part of every checkpoint's meaning: it must not change unseen.</summary>
    [Fact]
    public void Stream_numbers_never_change()
    {
        CounterRandom.StreamNumber("").ShouldBe(Mix(Mix(0xCBF29CE484222325UL)));
        // FNV-1a of "foobar" as its authors publish it.
        CounterRandom.StreamNumber("foobar", 5).ShouldBe(Mix(Mix(0x85944171F73967E8UL) ^ 5));
    }

    /// <summary>One output of SplitMix64 from a state, as Vigna publishes it.</summary>
    private static ulong Mix(ulong state)
    {
        var z = state + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private static double Moment(float[] values, int power) => values.Average(v => Math.Pow(v, power));
}
