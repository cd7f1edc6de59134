using static Microsoft.Playwright.Assertions;

namespace Mantissa.EndToEnd.Tests.Browser;

/// <summary>Somebody is invited, joins, opens a page, and is disabled while they look at it.</summary>
public sealed class AccountsJourneyTests(PlatformUnderTest platform) : IClassFixture<PlatformUnderTest>
{
    private const string Password = "a horse and a battery";

    /// <summary>An open page asks every 15 seconds whether its session counts (docs/security.md); the rest is for a machine that has other things to do.</summary>
    private const float Closing = 25_000;

    [Fact]
    public async Task A_page_of_somebody_who_is_disabled_closes_without_a_click()
    {
        await using var admin = await platform.VisitAsync();
        await using var guest = await platform.VisitAsync(signedIn: false);
        await admin.OpenAsync("/settings/users");
        await admin.Part("invite-role").SelectOptionAsync("Viewer");
        await admin.Part("invite").ClickAsync();
        await guest.Page.GotoAsync(await admin.Part("made-link").InputValueAsync());
        await guest.Part("name").FillAsync("guest");
        await guest.Part("password").FillAsync(Password);
        await guest.Part("again").FillAsync(Password);
        await guest.Part("submit").ClickAsync();
        await guest.InteractiveAsync();
        await guest.OpenAsync("/workers");
        var title = guest.Page.Locator("h1");
        await Expect(title).ToContainTextAsync("Workers");

        await admin.ReloadAsync();
        await admin.Part("user-guest").GetByTestId("disable").ClickAsync();
        await Expect(admin.Part("user-guest")).ToContainTextAsync("(disabled)");

        await Expect(guest.Part("sign-in-again")).ToBeVisibleAsync(new() { Timeout = Closing });
        await Expect(title).ToHaveCountAsync(0);
        await guest.PictureAsync("signed-out");
    }
}
