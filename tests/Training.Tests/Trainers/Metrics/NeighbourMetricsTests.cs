using Mantissa.Training.Trainers.Metrics;

namespace Mantissa.Training.Tests.Trainers.Metrics;

public class NeighbourMetricsTests
{
    /// <summary>Six points a step apart, so that the fifth neighbour of each is the far end or beyond.</summary>
    private static readonly double[][] Line = [.. Enumerable.Range(0, 6).Select(i => new double[] { i })];

    private static Dictionary<string, double> Measure(double[][] real, double[][] made)
    {
        using var metrics = new NeighbourMetrics(Samples.Tensor(real));
        return metrics.Of(Samples.Tensor(made)).ToDictionary(result => result.Metric, result => result.Value);
    }

    /// <summary>Balls of the line's points reach 5, 4, 3, 3, 4 and 5 steps.</summary>
    [Fact]
    public void Equals_a_case_worked_out_by_hand()
    {
        // 7 lies in the balls around 3 (3 steps: no), 4 (4 steps: yes), 5 (yes); −5 in that of 0 only; 100 in none.
        var results = Measure(Line, [[7], [-5], [100], [100], [100], [100]]);
        results["precision"].ShouldBe(2 / 6.0);
        results["density"].ShouldBe(3 / (5 * 6.0));
        results["coverage"].ShouldBe(3 / 6.0);
        // The balls of the generated points reach across everything.
        results["recall"].ShouldBe(1);
        results["duplicates"].ShouldBe(0);
    }

    [Fact]
    public void Equal_sets_are_perfect()
    {
        var results = Measure(Line, Line);
        (results["precision"], results["recall"], results["coverage"]).ShouldBe((1, 1, 1));
        results["duplicates"].ShouldBe(1);
    }

    [Fact]
    public void A_generator_that_makes_one_image_covers_little_and_recalls_nothing()
    {
        var real = Samples.Normal(200, 8, "real");
        var results = Measure(real, [.. Enumerable.Repeat(new double[8], 200)]);
        results["precision"].ShouldBe(1);
        results["coverage"].ShouldBeLessThan(0.5);
        results["recall"].ShouldBe(0);
    }

    [Fact]
    public void Equals_the_definitions_written_out_in_loops()
    {
        var (real, made) = (Samples.Normal(60, 4, "real"), Samples.Normal(45, 4, "made", mean: 0.4, deviation: 0.7));
        var (realRadii, madeRadii) = (Radii(real), Radii(made));
        var results = Measure(real, made);
        results["precision"].ShouldBe(made.Count(y => real.Where((x, i) => Distance(x, y) <= realRadii[i]).Any()) / 45.0);
        results["recall"].ShouldBe(real.Count(x => made.Where((y, j) => Distance(x, y) <= madeRadii[j]).Any()) / 60.0);
        results["density"].ShouldBe(made.Sum(y => real.Where((x, i) => Distance(x, y) <= realRadii[i]).Count()) / (5 * 45.0));
        results["coverage"].ShouldBe(real.Where((x, i) => made.Any(y => Distance(x, y) <= realRadii[i])).Count() / 60.0);
    }

    [Fact]
    public void Of_images_from_the_same_distribution_about_one_in_a_hundred_counts_as_a_duplicate()
    {
        var real = Samples.Normal(2000, 6, "real");
        Measure(real, Samples.Normal(2000, 6, "made"))["duplicates"].ShouldBeInRange(0.003, 0.03);
        Measure(real, [.. real.Take(500), .. Samples.Normal(500, 6, "made")])["duplicates"].ShouldBeInRange(0.5, 0.52);
    }

    [Fact]
    public void Sets_smaller_than_the_neighbourhood_use_what_they_have()
    {
        var results = Measure([[0], [1]], [[0.5], [9]]);
        results["precision"].ShouldBe(0.5);
        results["density"].ShouldBe(1);
    }

    private static double[] Radii(double[][] points) => [.. points.Select(p => points.Select(q => Distance(p, q)).Order().ElementAt(5))];

    private static double Distance(double[] x, double[] y) => Math.Sqrt(x.Zip(y, (a, b) => (a - b) * (a - b)).Sum());
}
