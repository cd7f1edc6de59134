using System.Globalization;
using System.Xml.Linq;
using Mantissa.Cli.Studies;

namespace Mantissa.Cli.Tests.Studies;

public sealed class CurveFigureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Lines_keep_their_proportions_and_gaps_stay_gaps()
    {
        var picture = Draw(new CurveFigure.Line("fp32", [0, 10, 20, 30, 40], [1, 3, double.NaN, 2, 1]));

        var stretches = picture.Descendants(Svg + "polyline").Select(Points).ToList();
        stretches.Count.ShouldBe(2);
        var (low, high) = (stretches[0][0], stretches[0][1]);
        var middle = stretches[1][0];
        (middle.Y - low.Y).ShouldBe((high.Y - low.Y) / 2, tolerance: 0.2);
        (middle.X - low.X).ShouldBe((high.X - low.X) * 3, tolerance: 0.2);
        high.Y.ShouldBeLessThan(low.Y);
    }

    [Fact]
    public void One_colour_a_format_and_its_name_in_that_colour()
    {
        var picture = Draw(new CurveFigure.Line("fp32", [1, 2], [0, 1]), new("flex16+5", [1, 2], [0, 2]), new("flex16+5", [1, 2], [0, 3]));

        var inks = picture.Descendants(Svg + "polyline").Select(line => line.Attribute("stroke")!.Value).ToList();
        inks.Distinct().Count().ShouldBe(2);
        inks[1].ShouldBe(inks[2]);
        picture.Descendants(Svg + "text").Single(text => text.Value == "flex16+5").Attribute("fill")!.Value.ShouldBe(inks[1]);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(-1e-9, 1e-9)]
    [InlineData(0, 123_456)]
    public void Any_range_has_a_few_marks_inside_the_picture(double low, double high)
    {
        var marks = Draw(new CurveFigure.Line("fp32", [1, 2], [low, high])).Descendants(Svg + "line").ToList();

        marks.Count.ShouldBeInRange(2, 12);
        marks.Select(mark => Number(mark.Attribute("y1")!.Value)).ShouldAllBe(y => y >= 0 && y <= 260);
    }

    [Fact]
    public void A_title_is_text() => Titled("a < b & c", new CurveFigure.Line("fp32", [1], [1])).Descendants(Svg + "text").First().Value.ShouldBe("a < b & c");

    private static XElement Draw(params CurveFigure.Line[] lines) => Titled("title", lines);

    private static XElement Titled(string title, params CurveFigure.Line[] lines) => XElement.Parse(CurveFigure.Svg(title, lines));

    private static List<(double X, double Y)> Points(XElement line) =>
        [.. line.Attribute("points")!.Value.Split(' ').Select(point => point.Split(',')).Select(pair => (Number(pair[0]), Number(pair[1])))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
