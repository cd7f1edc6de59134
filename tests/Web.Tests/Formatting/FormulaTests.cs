using Mantissa.Catalogue.Documentation;
using Mantissa.Training.Formats.Calculation;
using Mantissa.Web.Formatting;

namespace Mantissa.Web.Tests.Formatting;

public sealed class FormulaTests
{
    [Theory]
    [InlineData(@"2^{-149}", "2⁻¹⁴⁹")]
    [InlineData(@"\kappa = 2^{e}", "κ = 2^e")]
    [InlineData(@"\left[-2^{N-1},\; 2^{N-1} - 1\right]", "[−2^(N−1), 2^(N−1) − 1]")]
    [InlineData(@"\lfloor \log_2 \max |x| \rfloor", "⌊log₂ max |x|⌋")]
    [InlineData(@"\frac{n \cdot 2}{1 - n}", "(n · 2) / (1 − n)")]
    [InlineData(@"\operatorname{round}(x / \kappa)", "round(x / κ)")]
    [InlineData(@"\sum (x - \hat x)^2", "∑(x − x̂)²")]
    [InlineData(@"\unknown{", "\\unknown")]
    public void A_formula_in_a_terminal(string source, string text) => FormulaText.Write(FormulaParser.Parse(source)).ShouldBe(text);

    [Theory]
    [InlineData("x_i^2", "<math><msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup></math>")]
    [InlineData(@"\frac{a}{b}", "<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>")]
    [InlineData(@"\text{<b>}", "<math><mtext>&lt;b&gt;\u2009</mtext></math>")]
    [InlineData("^", "<math><msup><mrow></mrow><mrow></mrow></msup></math>")]
    public void A_formula_in_a_browser(string source, string markup) => FormulaMarkup.Write(FormulaParser.Parse(source), display: false).ShouldBe(markup);

    public static TheoryData<string> Formats => [.. NumberFormats.Entries.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_formulas_of_all_formats_are_understood(string format)
    {
        var document = FormatDocument.Write(NumberFormats.Find(format));
        foreach (var text in (string[])[DocumentMarkup.Render(document).Value, FormulaText.InDocument(document)])
        {
            text.ShouldNotContain("$");
            text.ShouldNotContain("\\");
        }
    }

    [Fact]
    public void Html_in_a_document_stays_text()
    {
        var html = DocumentMarkup.Render("# Title\n\nA <script>alert(1)</script> and $x < 1$.").Value;
        html.ShouldNotContain("<script>");
        html.ShouldNotContain("Title");
        html.ShouldContain("<mo>&lt;</mo>");
    }
}
