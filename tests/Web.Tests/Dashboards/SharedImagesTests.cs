using System.Net;
using Mantissa.Data.Dashboards;
using Mantissa.Web.Dashboards;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Dashboards;

/// <summary>Which pictures somebody gets who has a link and no account.</summary>
[Collection(SiteCollection.Name)]
public sealed class SharedImagesTests(Site site)
{
    private static readonly byte[] Png = [137, 80, 78, 71];

    private readonly string _tag = $"p{Guid.NewGuid():N}"[..12];

    private ShareLinkStore Links => site.Database.Get<ShareLinkStore>();

    [Fact]
    public async Task Those_of_the_runs_on_its_dashboard_and_no_others()
    {
        var (shown, hidden) = (await RunAsync("shown"), await RunAsync("hidden"));
        var (_, token) = await Links.CreateAsync(await DashboardAsync("shown"), TimeSpan.FromDays(1), default);
        var (_, elsewhere) = await Links.CreateAsync(await DashboardAsync("hidden"), TimeSpan.FromDays(1), default);
        using var stranger = site.NewBrowser(follow: false);

        var picture = await stranger.GetAsync(Address(token, shown));
        (picture.StatusCode, picture.Content.Headers.ContentType?.MediaType).ShouldBe((HttpStatusCode.OK, "image/png"));
        (await picture.Content.ReadAsByteArrayAsync()).ShouldBe(Png);
        foreach (var (link, run) in ((string, Guid)[])[(token, hidden), (elsewhere, shown), ("AAAAAAAAAAAAAAAAAAAAAA", shown)])
            await ShouldBeRefusedAsync(stranger, link, run);

        // And the link opens nothing but its own address.
        await (await stranger.GetAsync($"/api/v1/runs/{shown}/images/samples/40")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task None_any_more_once_the_link_has_ended()
    {
        var run = await RunAsync("shown");
        var dashboard = await DashboardAsync("shown");
        var (revoked, first) = await Links.CreateAsync(dashboard, TimeSpan.FromDays(1), default);
        var (expired, second) = await Links.CreateAsync(dashboard, TimeSpan.FromDays(1), default);
        using var stranger = site.NewBrowser(follow: false);
        foreach (var token in (string[])[first, second])
            (await stranger.GetAsync(Address(token, run))).StatusCode.ShouldBe(HttpStatusCode.OK);

        await Links.RevokeAsync(revoked.Id, default);
        await site.Database.ExecuteAsync("update share_link set expires_at = now() - interval '1 second' where id = $1", expired.Id);

        foreach (var token in (string[])[first, second])
            await ShouldBeRefusedAsync(stranger, token, run);
    }

    private static async Task ShouldBeRefusedAsync(HttpClient stranger, string token, Guid run) =>
        (await (await stranger.GetAsync(Address(token, run))).ShouldBeProblemAsync(HttpStatusCode.NotFound))["detail"]!
            .GetValue<string>().ShouldContain("does not work any more");

    private static string Address(string token, Guid run) => $"/shared/{token}/runs/{run}/images/samples/40";

    private async Task<Guid> RunAsync(string which)
    {
        var run = await RecordedRun.StartAsync(site, Mantissa.Catalogue.Tests.SampleCatalogue.Run() with { Name = $"{_tag}-{which}" });
        await run.CommitAsync(batch => batch with { Images = [new("samples", 40, 1, 1, Png)] });
        return run.Id;
    }

    private async Task<Guid> DashboardAsync(string which) => (await site.Database.Get<DashboardStore>().CreateAsync(
        new() { Name = "Wall", Query = $"name = '{_tag}-{which}'", Content = new() { Widgets = [WidgetKind.Find("runs")!.Create([])] } }, default)).Id;
}
