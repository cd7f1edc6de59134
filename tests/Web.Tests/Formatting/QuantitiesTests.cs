using Mantissa.Web.Formatting;

namespace Mantissa.Web.Tests.Formatting;

public sealed class QuantitiesTests
{
    [Theory]
    [InlineData(2.048e-6, "s", "2.05 µs")]
    [InlineData(0.0413, "J", "41.3 mJ")]
    [InlineData(1_210_000_000, "MAC", "1.21 GMAC")]
    [InlineData(123, "B", "123 B")]
    [InlineData(1000, "B", "1.00 kB")]
    [InlineData(999.96, "B", "1.00 kB")]
    [InlineData(-1.5, "s", "−1.50 s")]
    [InlineData(0, "s", "0 s")]
    public void Three_digits_and_a_prefix(double value, string unit, string text) => Quantities.Of(value, unit).ShouldBe(text);
}
