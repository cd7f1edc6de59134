using System.Text.RegularExpressions;
using Mantissa.Catalogue;
using Mantissa.Catalogue.Tests;
using Mantissa.Web.Formatting;

namespace Mantissa.Web.Tests.Formatting;

public sealed class FormatPaletteTests
{
    private static readonly string[] Known = ["fp32", "fp16", "fp16-pure", "bf16", "dfp16", "flex16+5", "flex12+5", "flex8+5"];

    [Fact]
    public void Formats_have_different_colours_and_the_reference_is_ink()
    {
        var palette = new FormatPalette(Of(Known));

        Known.Select(palette.Variable).Distinct().Count().ShouldBe(Known.Length);
        palette.Variable("fp32").ShouldBe("--format-0");
    }

    [Fact]
    public void Another_format_in_the_catalogue_does_not_repaint_those_of_the_paper()
    {
        var few = new FormatPalette(Of("fp32", "flex16+5", "dfp16", "fp16"));
        var many = new FormatPalette(Of([.. Known, "mxint8"]));

        foreach (var format in new[] { "fp32", "flex16+5", "dfp16", "fp16" })
            many.Variable(format).ShouldBe(few.Variable(format), format);
    }

    [Fact]
    public void Every_colour_stands_out_from_both_themes_surfaces()
    {
        var css = File.ReadAllText(Path.Combine(Checkout.Root, "src/Web/wwwroot/css/tokens.css"));
        var (light, dark) = Pair(css, "--surface");
        for (var i = 0; i <= 8; i++)
        {
            var (onLight, onDark) = Pair(css, $"--format-{i}");
            Contrast(onLight, light).ShouldBeGreaterThan(3, $"--format-{i} on light");
            Contrast(onDark, dark).ShouldBeGreaterThan(3, $"--format-{i} on dark");
        }
    }

    [Theory]
    [InlineData("--text", "--surface")]
    [InlineData("--text-soft", "--canvas")]
    [InlineData("--text-faint", "--canvas")]
    [InlineData("--text-faint", "--surface")]
    [InlineData("--accent-text", "--surface")]
    [InlineData("--accent-text", "--accent-soft")]
    [InlineData("--on-accent", "--accent")]
    [InlineData("--running", "--running-soft")]
    [InlineData("--good", "--good-soft")]
    [InlineData("--warn", "--warn-soft")]
    [InlineData("--bad", "--bad-soft")]
    [InlineData("--idle", "--idle-soft")]
    public void Text_can_be_read_on_its_ground(string text, string ground)
    {
        var css = File.ReadAllText(Path.Combine(Checkout.Root, "src/Web/wwwroot/css/tokens.css"));
        var (lightText, darkText) = Pair(css, text);
        var (lightGround, darkGround) = Pair(css, ground);

        Contrast(lightText, lightGround).ShouldBeGreaterThanOrEqualTo(4.5);
        Contrast(darkText, darkGround).ShouldBeGreaterThanOrEqualTo(4.5);
    }

    private static CatalogueDocument Of(params string[] formats)
    {
        var sample = SampleCatalogue.Create().Formats[0];
        return new() { Formats = formats.Select(name => sample with { Name = name, Family = name }).ToList() };
    }

    private static (string Light, string Dark) Pair(string css, string token)
    {
        var match = Regex.Match(css, Regex.Escape(token) + @": light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\)");
        match.Success.ShouldBeTrue(token);
        return (match.Groups[1].Value, match.Groups[2].Value);
    }

    /// <summary>The contrast ratio of WCAG 2.2.</summary>
    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string hex)
    {
        var channels = Convert.FromHexString(hex).Select(c => c / 255.0).Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * channels[0]) + (0.7152 * channels[1]) + (0.0722 * channels[2]);
    }
}
