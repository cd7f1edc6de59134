using Mantissa.Training.Trainers.Metrics;

namespace Mantissa.Training.Tests.Trainers.Metrics;

public class KernelDistanceTests
{
    private static double Distance(double[][] real, double[][] made) => new KernelDistance(Samples.Tensor(real)).To(Samples.Tensor(made));

    [Fact]
    public void Equals_the_definition_written_out_in_loops()
    {
        var (real, made) = (Samples.Normal(30, 7, "real"), Samples.Normal(41, 7, "made", mean: 0.5));
        var expected = 0.0;
        foreach (var set in new[] { real, made })
            for (var i = 0; i < set.Length; i++)
                for (var j = 0; j < set.Length; j++)
                    expected += i == j ? 0 : Kernel(set[i], set[j]) / (set.Length * (set.Length - 1));
        foreach (var x in real)
            foreach (var y in made)
                expected -= 2 * Kernel(x, y) / (real.Length * made.Length);
        Distance(real, made).ShouldBe(1e3 * expected, 1e-9);
    }

    /// <summary>For one feature and kernel (xy + 1)³, E[k] follows from moments: here 0 for the first set, 8 for the second.</summary>
    [Fact]
    public void Equals_a_case_worked_out_by_hand() =>
        // Within (0, 0): 1. Within (1, 1): 8. Between: 1.
        Distance([[0], [0]], [[1], [1]]).ShouldBe(1e3 * (1 + 8 - 2));

    [Fact]
    public void Is_unbiased_the_mean_over_many_small_samples_of_one_distribution_is_zero()
    {
        var distances = Enumerable.Range(0, 400)
            .Select(i => Distance(Samples.Normal(8, 3, $"real {i}"), Samples.Normal(8, 3, $"made {i}"))).ToList();
        var mean = distances.Average();
        var error = Math.Sqrt(distances.Sum(d => (d - mean) * (d - mean)) / distances.Count / (distances.Count - 1));
        Math.Abs(mean).ShouldBeLessThan(3 * error);
        distances.ShouldContain(d => d < 0);
    }

    private static double Kernel(double[] x, double[] y) => Math.Pow((x.Zip(y, (a, b) => a * b).Sum() / x.Length) + 1, 3);
}
