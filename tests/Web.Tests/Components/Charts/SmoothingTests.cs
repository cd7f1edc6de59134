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
}
