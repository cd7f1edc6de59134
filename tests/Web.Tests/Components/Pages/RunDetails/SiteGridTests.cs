using Mantissa.Data.Metrics;
using Mantissa.Web.Components.Pages.RunDetails;

namespace Mantissa.Web.Tests.Components.Pages.RunDetails;

public sealed class SiteGridTests
{
    [Fact]
    public void A_few_steps_are_a_column_each()
    {
        var grid = SiteGrid.Of([Row([10, 30], [1, 3]), null, Row([20, 30], [double.NaN, -2])]);

        grid.Starts.ShouldBe([10, 20, 30]);
        grid.End.ShouldBe(30);
        grid.Values.ShouldBe([1, double.NaN, 3, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, -2]);
    }

    [Fact]
    public void Many_steps_are_averaged_over_stretches_of_equal_length()
    {
        var steps = Enumerable.Range(1, 960).Select(i => (long)i).ToArray();

        var grid = SiteGrid.Of([Row(steps, [.. steps.Select(step => (double)step)])]);

        grid.Starts.Length.ShouldBe(SiteGrid.MostStretches);
        grid.Starts.ShouldBe([.. Enumerable.Range(0, 96).Select(i => 1.0 + (10 * i))]);
        grid.Values.ShouldBe([.. Enumerable.Range(0, 96).Select(i => 5.5 + (10 * i))]);
    }

    [Fact]
    public void Without_a_series_there_is_nothing() => SiteGrid.Of([null]).Values.ShouldBeEmpty();

    private static SeriesData Row(long[] steps, double[] values) => new(Guid.Empty, "a", steps, values, new double[steps.Length], steps.Length, false);
}
