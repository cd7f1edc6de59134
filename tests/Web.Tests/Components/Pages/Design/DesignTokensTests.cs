using System.Text.RegularExpressions;
using Mantissa.Web.Components.Pages.Design;

namespace Mantissa.Web.Tests.Components.Pages.Design;

public sealed partial class DesignTokensTests
{
    private static string Stylesheet(string name) => File.ReadAllText(Path.Combine(Checkout.Root, "src", "Web", "wwwroot", "css", name));

    [Fact]
    public void Every_value_of_the_stylesheet_is_read_once_in_a_group_that_says_what_it_is_for()
    {
        var sheet = Stylesheet("tokens.css");

        var groups = DesignTokens.Read(sheet);

        groups.ShouldAllBe(group => group.Purpose.Length > 5 && group.Tokens.Count > 0);
        var names = groups.SelectMany(group => group.Tokens).Select(token => token.Name).ToList();
        names.ShouldBeUnique();
        names.ShouldBe(Definition().Matches(sheet).Select(match => match.Groups[1].Value).Distinct(), ignoreOrder: true);
    }

    [Fact]
    public void Samples_fit_what_they_show()
    {
        var kinds = DesignTokens.Read(Stylesheet("tokens.css")).SelectMany(group => group.Tokens).ToDictionary(token => token.Name, token => token.Kind);

        kinds["--accent"].ShouldBe(TokenKind.Colour);
        kinds["--format-3"].ShouldBe(TokenKind.Colour);
        kinds["--size-1"].ShouldBe(TokenKind.Size);
        kinds["--space-4"].ShouldBe(TokenKind.Space);
        kinds["--radius"].ShouldBe(TokenKind.Radius);
        kinds["--shadow-2"].ShouldBe(TokenKind.Shadow);
        kinds["--font-mono"].ShouldBe(TokenKind.Other);
    }

    /// <summary>A colour that a page writes down itself has no dark side.</summary>
    [Fact]
    public void No_other_stylesheet_writes_a_colour_down()
    {
        var web = Path.Combine(Checkout.Root, "src", "Web");
        var sheets = Directory.EnumerateFiles(Path.Combine(web, "wwwroot", "css"), "*.css")
            .Concat(Directory.EnumerateFiles(Path.Combine(web, "Components"), "*.css", SearchOption.AllDirectories))
            .Where(file => Path.GetFileName(file) is not "tokens.css");

        foreach (var sheet in sheets)
            Colour().Matches(File.ReadAllText(sheet)).Select(match => match.Value).ShouldBeEmpty(sheet);
    }

    [GeneratedRegex(@"(?<=[;{\s])(--[\w-]+)\s*:")]
    private static partial Regex Definition();

    [GeneratedRegex(@"#[0-9a-fA-F]{3,8}\b(?=[\s;,)])|rgba?\(|hsla?\(")]
    private static partial Regex Colour();
}
