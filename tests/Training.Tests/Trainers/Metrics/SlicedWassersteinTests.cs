using Mantissa.Training.Models;
using Mantissa.Training.Randomness;
using Mantissa.Training.Trainers.Metrics;

namespace Mantissa.Training.Tests.Trainers.Metrics;

public class SlicedWassersteinTests
{
    private const int Count = 96;
    private static readonly ImageShape Shape = new(3, 32);

    private static float[] Noise(string stream)
    {
        var images = new float[Count * 3 * 32 * 32];
        new CounterRandom(1, stream).FillNormal(images);
        return images;
    }

    private static double Distance(float[] first, float[] second) => new SlicedWasserstein(first, Shape).To(second)[0].Value;

    [Fact]
    public void Is_zero_between_a_set_and_itself_in_any_order()
    {
        var images = Noise("a");
        Distance(images, images).ShouldBe(0);
    }

    [Fact]
    public void Is_the_same_both_ways() => Distance(Noise("a"), Blocky(Noise("b"))).ShouldBe(Distance(Blocky(Noise("b")), Noise("a")), 1e-3);

    [Fact]
    public void Two_samples_of_one_distribution_are_much_closer_than_two_distributions()
    {
        var near = Distance(Noise("a"), Noise("b"));
        near.ShouldBeGreaterThan(0);
        Distance(Noise("a"), Blocky(Noise("b"))).ShouldBeGreaterThan(3 * near);
    }

    [Fact]
    public void Does_not_see_brightness_and_contrast()
    {
        var images = Noise("a");
        Distance(images, [.. images.Select(value => (value * 0.5f) + 0.25f)]).ShouldBe(0, 0.01);
    }

    [Fact]
    public void Gives_the_mean_and_each_level()
    {
        var results = new SlicedWasserstein(Noise("a"), Shape).To(Noise("b"));
        results.Select(result => result.Metric).ShouldBe(["swd", "swd/32", "swd/16"]);
        results[0].Value.ShouldBe((results[1].Value + results[2].Value) / 2, 1e-9);
    }

    [Fact]
    public void Images_without_any_contrast_give_a_finite_distance() =>
        double.IsFinite(Distance(Noise("a"), new float[Count * 3 * 32 * 32])).ShouldBeTrue();

    /// <summary>Blocks of 8 by 8 pixels of one value: neighbours say the same.</summary>
    private static float[] Blocky(float[] images) => [.. images.Select((_, i) => images[i & ~7 & ~(7 * 32)])];
}
