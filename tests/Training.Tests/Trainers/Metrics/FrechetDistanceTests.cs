using Mantissa.Training.Trainers.Metrics;

namespace Mantissa.Training.Tests.Trainers.Metrics;

public class FrechetDistanceTests
{
    private static double Distance(double[][] real, double[][] made) => new FrechetDistance(Samples.Tensor(real)).To(Samples.Tensor(made));

    /// <summary>For Gaussians along the axes: Σ (μ₁ − μ₂)² + (σ₁ − σ₂)².</summary>
    [Fact]
    public void Equals_the_closed_form_for_independent_axes()
    {
        // Four points at ±a on each axis have the mean given and, over n − 1, the variance 2a² / 3.
        var first = Cross([1, -2], [3, 5]);
        var second = Cross([4, 2], [6, 1]);
        var scale = Math.Sqrt(2.0 / 3);
        Distance(first, second).ShouldBe(9 + 16 + Math.Pow(scale * (3 - 6), 2) + Math.Pow(scale * (5 - 1), 2), 1e-9);
    }

    /// <summary>For two dimensions the trace of the root of a product P is √(tr P + 2 √det P).</summary>
    [Fact]
    public void Equals_the_closed_form_for_covariances_that_do_not_commute()
    {
        var first = Samples.Normal(50, 2, "first").Select(p => new[] { 3 * p[0], p[0] + p[1] }).ToArray();
        var second = Samples.Normal(80, 2, "second").Select(p => new[] { p[0] - (2 * p[1]), p[1] + 5 }).ToArray();
        var ((m1, a), (m2, b)) = (Moments(first), Moments(second));
        var trace = (a[0] * b[0]) + (a[1] * b[2]) + (a[2] * b[1]) + (a[3] * b[3]);
        var determinant = ((a[0] * a[3]) - (a[1] * a[2])) * ((b[0] * b[3]) - (b[1] * b[2]));
        var expected = Math.Pow(m1[0] - m2[0], 2) + Math.Pow(m1[1] - m2[1], 2) + a[0] + a[3] + b[0] + b[3]
            - (2 * Math.Sqrt(trace + (2 * Math.Sqrt(determinant))));
        Distance(first, second).ShouldBe(expected, 1e-9);
    }

    [Fact]
    public void Is_zero_between_a_set_and_itself()
    {
        var points = Samples.Normal(100, 64, "points");
        Distance(points, points).ShouldBe(0, 1e-8);
    }

    [Fact]
    public void Fewer_images_than_features_are_no_obstacle() =>
        double.IsFinite(Distance(Samples.Normal(10, 64, "a"), Samples.Normal(10, 64, "b"))).ShouldBeTrue();

    [Fact]
    public void A_generator_that_makes_one_image_only_gives_the_spread_of_the_real_ones()
    {
        var real = Cross([0, 0], [3, 3]);
        Distance(real, [[0, 0], [0, 0], [0, 0]]).ShouldBe(2 * 9 * 2 / 3.0, 1e-9);
    }

    private static double[][] Cross(double[] mean, double[] reach) =>
    [
        [mean[0] + reach[0], mean[1]], [mean[0] - reach[0], mean[1]], [mean[0], mean[1] + reach[1]], [mean[0], mean[1] - reach[1]],
    ];

    private static (double[] Mean, double[] Covariance) Moments(double[][] points)
    {
        double[] mean = [points.Average(p => p[0]), points.Average(p => p[1])];
        double Covariance(int i, int j) => points.Sum(p => (p[i] - mean[i]) * (p[j] - mean[j])) / (points.Length - 1);
        return (mean, [Covariance(0, 0), Covariance(0, 1), Covariance(1, 0), Covariance(1, 1)]);
    }
}
