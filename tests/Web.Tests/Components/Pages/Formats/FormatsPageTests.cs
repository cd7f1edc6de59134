using Mantissa.Training.Formats.Calculation;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Components.Pages.Formats;

[Collection(SiteCollection.Name)]
public sealed class FormatsPageTests(Site site)
{
    public static TheoryData<string> Formats => [.. NumberFormats.Entries.Select(entry => entry.Name)];

    [Fact]
    public async Task All_formats_are_listed_with_a_link_to_their_page()
    {
        var page = await site.PageAsync("/formats");
        var links = page.QuerySelectorAll("[data-testid=formats] a").Select(link => link.GetAttribute("href")).ToList();
        foreach (var entry in NumberFormats.Entries)
            links.ShouldContain($"formats/{entry.Name}");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_page_explains_its_format_and_calculates(string format)
    {
        var page = await site.PageAsync($"/formats/{format}?numbers=0.5%20-2.3");
        page.QuerySelector("h1")!.TextContent.ShouldBe(NumberFormats.Find(format).Title);
        var document = page.QuerySelector("[data-testid=document]").ShouldNotBeNull();
        document.TextContent.ShouldNotContain("$");
        document.TextContent.ShouldNotContain("\\");
        var rows = page.QuerySelectorAll("[data-testid=calculator-results] tbody tr");
        rows.Length.ShouldBe(2);
        rows[0].Children[1].TextContent.ShouldBe("0.5");
        page.QuerySelector("[data-testid=number-line]")!.GetAttribute("aria-label").ShouldNotBeNullOrEmpty();
        foreach (var input in page.QuerySelectorAll("main input[id], main select[id]"))
            page.QuerySelector($"label[for='{input.Id}']").ShouldNotBeNull(input.Id);
        File.ReadAllText("/proc/self/maps").ShouldNotContain("libtorch");
    }

    [Fact]
    public async Task A_wrong_number_is_told_beside_its_field() =>
        (await site.PageAsync("/formats/flex16+5?numbers=1%20%3Cb%3E")).QuerySelector("[data-testid=calculator-error]")!.TextContent.ShouldStartWith("'<b>' is not a number");

    [Fact]
    public async Task A_format_that_is_not_there_is_told() =>
        (await site.PageAsync("/formats/posit8")).QuerySelector("[data-testid=empty]")!.TextContent.ShouldContain("There is no format 'posit8'");
}
