using Mantissa.Web.Components.Dashboards;

namespace Mantissa.Web.Tests.Components.Dashboards;

public sealed class WidgetMetricsTests
{
    private static readonly string[] Names = ["format/conv1/out/exponent", "format/fc/exponent", "format/fc/gamma", "train/loss", "validation/loss", "exponent"];

    [Theory]
    [InlineData("format/*/exponent", "format/conv1/out/exponent format/fc/exponent")]
    [InlineData("*/loss", "train/loss validation/loss")]
    [InlineData("train/loss", "train/loss")]
    [InlineData("format/*out*", "format/conv1/out/exponent")]
    [InlineData("*", "exponent format/conv1/out/exponent format/fc/exponent format/fc/gamma train/loss validation/loss")]
    [InlineData("exponent*exponent", "")]
    [InlineData("nothing/*", "")]
    public void A_star_stands_for_any_text(string pattern, string expected) =>
        string.Join(' ', WidgetMetrics.Match(pattern, Names)).ShouldBe(expected);

    [Theory]
    [InlineData("format/*/exponent", "format/conv1/out/exponent", "conv1/out")]
    [InlineData("*/loss", "train/loss", "train")]
    [InlineData("train/loss", "train/loss", "train/loss")]
    public void What_the_star_stands_for_tells_metrics_apart(string pattern, string name, string expected) =>
        WidgetMetrics.Distinction(pattern, name).ShouldBe(expected);
}
