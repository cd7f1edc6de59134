using Mantissa.Training.Trainers.Metrics;

namespace Mantissa.Training.Tests.Trainers.Metrics;

public class ClassBalanceTests
{
    [Fact]
    public void Counts_classes_and_measures_the_divergence()
    {
        // One more in each class: shares of 3/6, 2/6 and 1/6.
        var results = new ClassBalance([0, 0, 1], 3).Of([0, 0, 1, 1]);
        results[0].ShouldBe(("modes", 2));
        results[1].Metric.ShouldBe("class_kl");
        results[1].Value.ShouldBe((0.5 * Math.Log(0.5 / 0.5)) + (0.5 * Math.Log(0.5 / (2 / 6.0))), 1e-12);
    }

    [Fact]
    public void One_class_of_ten_diverges_by_the_logarithm_of_ten()
    {
        int[] labels = [.. Enumerable.Range(0, 1000).Select(i => i % 10)];
        var results = new ClassBalance(labels, 10).Of([7, 7, 7]);
        results[0].Value.ShouldBe(1);
        results[1].Value.ShouldBe(Math.Log(10), 1e-12);
    }

    [Fact]
    public void A_class_without_training_images_is_not_impossible() =>
        double.IsFinite(new ClassBalance([0, 0, 0], 2).Of([1])[1].Value).ShouldBeTrue();
}
