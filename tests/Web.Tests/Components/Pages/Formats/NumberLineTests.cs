using Mantissa.Training.Formats.Calculation;
using Mantissa.Web.Components.Pages.Formats;

namespace Mantissa.Web.Tests.Components.Pages.Formats;

public sealed class NumberLineTests
{
    [Fact]
    public void Around_a_value_are_its_neighbours()
    {
        var row = new Calculation.Row("2.3", 2.3, 2.25, ValueSet.Integers(8, -2));
        var line = NumberLine.Around(row);
        line.Ticks.ShouldBe(Enumerable.Range(3, 13).Select(m => m / 4.0));
        line.X(2.25).ShouldBe(NumberLine.Width / 2);
        line.Shows(2.3).ShouldBeTrue();
    }

    [Fact]
    public void Neighbours_of_a_power_of_two_are_closer_below_it()
    {
        // Precision 3: from 1 to 2 in steps of 1/4, below in steps of 1/8.
        var set = new ValueSet(3, -10, -8, 8);
        set.Between(0.75, 1.5, 100).ShouldBe([0.75, 0.875, 1, 1.25, 1.5]);
        set.Between(-1.5, -0.75, 100).ShouldBe([-1.5, -1.25, -1, -0.875, -0.75]);
        set.Between(7, 100, 100).ShouldBe([7, 8]);
        set.Between(-8, 8, 10).ShouldBeEmpty();
    }

    [Fact]
    public void Every_value_of_a_small_format_is_found()
    {
        // p = 3, unit 2^-4, up to 3.5: 0, four subnormal steps, then four to each power of two, with both signs.
        var values = new ValueSet(3, -4, -3.5, 3.5).Between(-10, 10, 1000);
        var expected = Enumerable.Range(0, 4).Select(m => m / 16.0)
            .Concat(from e in Enumerable.Range(-2, 4) from m in Enumerable.Range(4, 4) select m * Math.Pow(2, e - 2)).Where(v => v <= 3.5).ToList();
        values.ShouldBe(expected.Concat(expected.Where(v => v > 0).Select(v => -v)).Order());
    }

    [Fact]
    public void Too_many_values_are_not_drawn()
    {
        var line = NumberLine.Over([new("1", 1, 1, ValueSet.Integers(16, -13)), new("-2", -2, -2, ValueSet.Integers(16, -13))]);
        line.Ticks.ShouldBeEmpty();
        line.From.ShouldBeLessThan(-2);
        line.To.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("1 x", "'x' is not a number")]
    [InlineData("1e39", "'1e39' is not a number that FP32 holds")]
    public void What_is_no_number_is_told(string text, string error) => Calculation.Of("flex16+5", text, null).Error.ShouldNotBeNull().ShouldContain(error);
}
