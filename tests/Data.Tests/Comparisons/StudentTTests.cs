using Mantissa.Data.Comparisons;

namespace Mantissa.Data.Tests.Comparisons;

/// <summary>Against the table of critical values that statistics books print (e.g. NIST/SEMATECH e-Handbook, 1.3.6.7.2).</summary>
public sealed class StudentTTests
{
    [Theory]
    [InlineData(0.90, 1, 3.078)]
    [InlineData(0.95, 1, 6.314)]
    [InlineData(0.975, 1, 12.706)]
    [InlineData(0.99, 1, 31.821)]
    [InlineData(0.995, 1, 63.657)]
    [InlineData(0.999, 1, 318.309)]
    [InlineData(0.975, 2, 4.303)]
    [InlineData(0.995, 2, 9.925)]
    [InlineData(0.975, 3, 3.182)]
    [InlineData(0.975, 4, 2.776)]
    [InlineData(0.975, 5, 2.571)]
    [InlineData(0.95, 6, 1.943)]
    [InlineData(0.975, 7, 2.365)]
    [InlineData(0.99, 8, 2.896)]
    [InlineData(0.975, 9, 2.262)]
    [InlineData(0.975, 10, 2.228)]
    [InlineData(0.999, 12, 3.930)]
    [InlineData(0.975, 15, 2.131)]
    [InlineData(0.975, 20, 2.086)]
    [InlineData(0.995, 25, 2.787)]
    [InlineData(0.975, 30, 2.042)]
    [InlineData(0.975, 60, 2.000)]
    [InlineData(0.975, 100, 1.984)]
    [InlineData(0.90, 100, 1.290)]
    public void Quantiles_are_those_of_the_table(double probability, int degreesOfFreedom, double expected) =>
        StudentT.Quantile(probability, degreesOfFreedom).ShouldBe(expected, 0.0005001);

    [Theory]
    [InlineData(0.6)]
    [InlineData(0.975)]
    [InlineData(0.9999)]
    public void With_one_degree_it_is_the_cauchy_distribution(double probability) =>
        StudentT.Quantile(probability, 1).ShouldBe(Math.Tan(Math.PI * (probability - 0.5)), 1e-9 * Math.Tan(Math.PI * (probability - 0.5)));

    [Theory]
    [InlineData(0.6)]
    [InlineData(0.975)]
    [InlineData(0.9999)]
    public void With_two_degrees_it_has_a_closed_form(double probability)
    {
        var expected = ((2 * probability) - 1) * Math.Sqrt(2 / (4 * probability * (1 - probability)));
        StudentT.Quantile(probability, 2).ShouldBe(expected, 1e-9 * expected);
    }

    [Fact]
    public void With_many_degrees_it_nears_the_normal_distribution() => StudentT.Quantile(0.975, 1_000_000).ShouldBe(1.959964, 1e-5);

    [Fact]
    public void It_is_symmetric()
    {
        StudentT.Quantile(0.025, 7).ShouldBe(-StudentT.Quantile(0.975, 7), 1e-12);
        StudentT.Quantile(0.5, 3).ShouldBe(0, 1e-12);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(0.5, 0)]
    public void Outside_its_domain_it_is_not_defined(double probability, int degreesOfFreedom) =>
        Should.Throw<ArgumentOutOfRangeException>(() => StudentT.Quantile(probability, degreesOfFreedom));

    [Fact]
    public void A_paired_interval_as_worked_out_by_hand()
    {
        // Differences 1, 2, 3, 4, 5: mean 3, s = √2.5, standard error √0.5, t(0.975; 4) = 2.776.
        var interval = PairedDifference.Of([1, 2, 3, 4, 5]);
        interval.Mean.ShouldBe(3);
        interval.Low!.Value.ShouldBe(3 - (2.776 * Math.Sqrt(0.5)), 0.0005);
        interval.High!.Value.ShouldBe(3 + (2.776 * Math.Sqrt(0.5)), 0.0005);
        PairedDifference.Of([4]).ShouldBe(new PairedDifference(1, 4, null, null));
    }
}
