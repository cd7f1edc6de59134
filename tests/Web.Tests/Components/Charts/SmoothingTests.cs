using Mantissa.Web.Components.Charts;

namespace Mantissa.Web.Tests.Components.Charts;

public sealed class SmoothingTests
{
    [Fact]
    public void A_constant_curve_stays_as_it_is_from_its_first_point() =>
        Smoothing.Exponential([3, 3, 3, 3], 0.9).ShouldAllBe(v => Math.Abs(v - 3) < 1e-12);

    [Fact]
    public void The_values_are_those_of_the_definition()
    {
        // With w = 1/2: s1 = y1; s2 = (y1/4 + y2/2) / (3/4); s3 = (y1/8 + y2/4 + y3/2) / (7/8).
        var smooth = Smoothing.Exponential([8, 4, 2], 0.5);

        smooth[0].ShouldBe(8, 1e-12);
        smooth[1].ShouldBe((8.0 / 4 + 4.0 / 2) / 0.75, 1e-12);
        smooth[2].ShouldBe((8.0 / 8 + 4.0 / 4 + 2.0 / 2) / 0.875, 1e-12);
    }

    [Fact]
    public void Weight_zero_changes_nothing() => Smoothing.Exponential([1, -2, 5], 0).ShouldBe([1, -2, 5]);

    [Fact]
    public void A_gap_stays_a_gap_and_leaves_the_average_alone()
    {
        var smooth = Smoothing.Exponential([1, double.NaN, 1, double.PositiveInfinity, 1], 0.8);

        smooth[1].ShouldBe(double.NaN);
        smooth[3].ShouldBe(double.PositiveInfinity);
        smooth[4].ShouldBe(1, 1e-12);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.0)]
    public void Other_weights_make_no_sense(double weight) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Smoothing.Exponential([1], weight));

    /// <summary>Against the definition, term by term over the whole curve, and with a kernel that nothing cuts off.</summary>
    [Theory]
    [InlineData(0.7)]
    [InlineData(2.5)]
    [InlineData(40)]
    public void A_bell_weighs_neighbours_by_their_distance(double deviation)
    {
        var curve = Noise(200);

        var smooth = Smoothing.Gaussian(curve, deviation);

        for (var i = 0; i < curve.Length; i++)
        {
            var weights = Enumerable.Range(0, curve.Length).Select(j => Math.Exp(-Math.Pow(i - j, 2) / (2 * Math.Pow(deviation, 2)))).ToArray();
            var expected = weights.Zip(curve, (weight, value) => weight * value).Sum() / weights.Sum();
            smooth[i].ShouldBe(expected, 1e-3);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(500)]
    public void A_running_mean_is_the_mean_of_what_is_in_reach(int reach)
    {
        var curve = Noise(60);

        Smoothing.RunningMean(curve, reach).ShouldBe(
            [.. curve.Select((_, i) => curve.Where((_, j) => Math.Abs(i - j) <= reach).Average())], 1e-12);
    }

    /// <summary>White noise of variance 1 keeps (1 − w)/(1 + w) of it, whatever smooths; ends, which have fewer neighbours, aside.</summary>
    [Theory]
    [InlineData(SmoothingKind.Exponential, 0.8)]
    [InlineData(SmoothingKind.Gaussian, 0.8)]
    [InlineData(SmoothingKind.RunningMean, 0.8)]
    [InlineData(SmoothingKind.Exponential, 0.5)]
    [InlineData(SmoothingKind.Gaussian, 0.5)]
    [InlineData(SmoothingKind.RunningMean, 0.5)]
    public void The_same_strength_smooths_as_much_by_every_kind(SmoothingKind kind, double strength)
    {
        var smooth = Smoothing.Apply(kind, Noise(40_000), strength)[200..^200];

        smooth.Select(value => value * value).Average().ShouldBe((1 - strength) / (1 + strength), 0.03);
    }

    [Theory]
    [InlineData(SmoothingKind.Exponential)]
    [InlineData(SmoothingKind.Gaussian)]
    [InlineData(SmoothingKind.RunningMean)]
    public void Constants_stay_and_gaps_stay_gaps(SmoothingKind kind)
    {
        var smooth = Smoothing.Apply(kind, [5, 5, double.NaN, 5, double.NegativeInfinity, 5], 0.9);

        smooth[2].ShouldBe(double.NaN);
        smooth[4].ShouldBe(double.NegativeInfinity);
        foreach (var i in (int[])[0, 1, 3, 5])
            smooth[i].ShouldBe(5, 1e-12);
    }

    /// <summary>Normal deviates by Box and Muller's transform of a Weyl sequence's scrambled terms.</summary>
    private static double[] Noise(int count)
    {
        static double Uniform(ulong n)
        {
            n *= 0x9E3779B97F4A7C15;
            n = (n ^ (n >> 30)) * 0xBF58476D1CE4E5B9;
            n = (n ^ (n >> 27)) * 0x94D049BB133111EB;
            return (((n ^ (n >> 31)) >> 11) + 1) / 9007199254740993.0;
        }

        return [.. Enumerable.Range(1, count).Select(i =>
            Math.Sqrt(-2 * Math.Log(Uniform((ulong)(2 * i)))) * Math.Cos(2 * Math.PI * Uniform((ulong)((2 * i) + 1))))];
    }
}
