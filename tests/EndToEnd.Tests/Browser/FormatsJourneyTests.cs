using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Mantissa.EndToEnd.Tests.Browser;

/// <summary>Somebody looks up a format and tries numbers on it.</summary>
public sealed class FormatsJourneyTests(PlatformUnderTest platform) : IClassFixture<PlatformUnderTest>
{
    [Fact]
    public async Task A_format_is_looked_up_and_tried()
    {
        await using var visitor = await platform.VisitAsync();
        await visitor.OpenAsync("/formats");
        await visitor.Part("formats").GetByRole(AriaRole.Link, new() { Name = "Flexpoint" }).ClickAsync();
        await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/formats/flex16"));
        await Expect(visitor.Part("document").Locator("math").First).ToBeVisibleAsync();

        await visitor.Part("calculator-format").FillAsync("flex8+5");
        await visitor.Part("calculator-numbers").FillAsync("0.7 -0.31");
        var results = visitor.Part("calculator-results").Locator("tbody tr");
        await Expect(results).ToHaveCountAsync(2);
        // By hand: 2^-6 is found for 0.7: 44.8 → 45; −0.31·64 = −19.84 → −20.
        await Expect(results.Nth(0).Locator("td").Nth(2)).ToHaveTextAsync("45");
        await Expect(results.Nth(1).Locator("td").Nth(1)).ToHaveTextAsync("-0.3125");
        await visitor.Part("look-0").ClickAsync();
        await Expect(visitor.Part("number-line").Locator(".tick")).ToHaveCountAsync(13);
        await Expect(visitor.Part("number-line").Locator(".stored")).ToHaveCountAsync(1);

        await visitor.Part("calculator-rounding").SelectOptionAsync("towardZero");
        await Expect(results.Nth(0).Locator("td").Nth(2)).ToHaveTextAsync("44");
        await visitor.Part("calculator-numbers").FillAsync("0.7 x");
        await Expect(visitor.Part("calculator-error")).ToContainTextAsync("'x' is not a number");
        await visitor.Part("calculator-numbers").FillAsync("0.7 -0.31 0.05");
        await Expect(results).ToHaveCountAsync(3);
        await visitor.PictureAsync("formats-light");
    }

    [Fact]
    public async Task It_fits_on_a_phone_in_the_dark()
    {
        await using var visitor = await platform.VisitAsync(ColorScheme.Dark, width: 390);
        await visitor.OpenAsync("/formats/flex16+5");
        await Expect(visitor.Part("calculator-results")).ToBeVisibleAsync();
        (await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")).ShouldBeTrue();
        await visitor.PictureAsync("formats-dark-phone");
    }
}
