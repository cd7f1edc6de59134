using Mantissa.Web.Components.Metrics;

namespace Mantissa.Web.Tests.Components.Metrics;

public sealed class SeedBandsTests
{
    [Theory]
    [InlineData(BandKind.Range, 1, 5)]
    [InlineData(BandKind.Deviation, 1, 5)] // of 1, 3, 5: √((4 + 0 + 4) / 2) = 2
    [InlineData(BandKind.Error, 3 - 1.1547005383792515, 3 + 1.1547005383792515)] // 2 / √3
    public void The_band_is_what_it_says(BandKind kind, double low, double high)
    {
        var (x, mean, lower, upper) = SeedBands.Of([([10], [1.0]), ([10], [3.0]), ([10], [5.0])], kind);

        x.ShouldBe([10]);
        mean.ShouldBe([3]);
        lower[0].ShouldBe(low, 1e-12);
        upper[0].ShouldBe(high, 1e-12);
    }

    [Fact]
    public void Curves_are_read_between_their_points_and_only_where_they_are()
    {
        var (x, mean, _, _) = SeedBands.Of([([0, 10], [0.0, 10.0]), ([5, 10, 20], [7.0, 12.0, 22.0])], BandKind.Range);

        x.ShouldBe([0, 5, 10, 20]);
        mean.ShouldBe([0, 6, 11, 22]);
    }

    [Fact]
    public void What_is_not_finite_is_left_out()
    {
        var (_, mean, low, high) = SeedBands.Of([([1, 2], [double.NaN, double.PositiveInfinity]), ([1, 2], [4.0, double.NaN])], BandKind.Deviation);

        (mean[0], low[0], high[0]).ShouldBe((4, 4, 4));
        mean[1].ShouldBe(double.NaN);
    }

    [Fact]
    public void Long_curves_keep_their_ends_and_as_many_points_as_can_be_seen()
    {
        var steps = Enumerable.Range(0, 100_000).Select(i => (double)i).ToArray();

        var (x, mean, _, _) = SeedBands.Of([(steps, steps)], BandKind.Deviation);

        x.Length.ShouldBe(1200);
        (x[0], x[^1]).ShouldBe((0, 99_999));
        mean.ShouldBe(x);
    }
}
