using Mantissa.Data.Dashboards;
using Mantissa.Data.Tests.Queue;
using Microsoft.EntityFrameworkCore;

namespace Mantissa.Data.Tests.Dashboards;

public sealed class ShareLinkStoreTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private ShareLinkStore Links => postgres.Get<ShareLinkStore>();

    [Fact]
    public async Task A_token_opens_its_dashboard_and_is_not_kept()
    {
        var dashboard = await CreateAsync();

        var (link, token) = await Links.CreateAsync(dashboard, Day, default);

        token.Length.ShouldBe(22);
        (await Links.OpenAsync(token, default)).ShouldBe((ShareAccess.Granted, dashboard));
        (await Links.ListAsync(dashboard, default)).ShouldHaveSingleItem().Id.ShouldBe(link.Id);
        (await postgres.ReadAsync<long>("select count(*) from share_link where strpos(share_link::text, $1) > 0", token)).ShouldBe(0);
    }

    [Fact]
    public async Task It_ends_by_itself_or_when_revoked()
    {
        var dashboard = await CreateAsync();
        var (_, expiring) = await Links.CreateAsync(dashboard, Day, default);
        var (link, revoked) = await Links.CreateAsync(dashboard, Day, default);

        (await Links.RevokeAsync(link.Id, default)).ShouldBeTrue();
        (await Links.RevokeAsync(link.Id, default)).ShouldBeFalse();
        (await Links.OpenAsync(revoked, default)).ShouldBe((ShareAccess.Revoked, null));
        (await Links.OpenAsync(expiring, default)).Access.ShouldBe(ShareAccess.Granted);

        var tomorrow = new ShareLinkStore(postgres.Get<IDbContextFactory<PlatformDbContext>>(), new ShiftedTime(Day));
        (await tomorrow.OpenAsync(expiring, default)).ShouldBe((ShareAccess.Expired, null));
        (await tomorrow.ListAsync(dashboard, default)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("../../../etc/passwd.../")]
    [InlineData("ÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄ")]
    public async Task What_is_no_token_opens_nothing(string token) =>
        (await Links.OpenAsync(token, default)).ShouldBe((ShareAccess.Unknown, null));

    [Fact]
    public async Task A_deleted_dashboard_takes_its_links_along()
    {
        var dashboard = await CreateAsync();
        var (_, token) = await Links.CreateAsync(dashboard, Day, default);

        (await Links.ListAsync(default)).Where(each => each.Link.DashboardId == dashboard).ShouldHaveSingleItem().Dashboard.ShouldBe(Drafts.Draft().Name);

        await postgres.Get<DashboardStore>().DeleteAsync(dashboard, null, default);

        (await Links.OpenAsync(token, default)).Access.ShouldBe(ShareAccess.Unknown);
        (await Links.ListAsync(default)).ShouldAllBe(each => each.Link.DashboardId != dashboard);
        await Should.ThrowAsync<DashboardNotFoundException>(() => Links.CreateAsync(dashboard, Day, default));
    }

    [Fact]
    public async Task Lives_and_numbers_have_limits()
    {
        var dashboard = await CreateAsync();

        foreach (var life in new[] { TimeSpan.Zero, -Day, 367 * Day, TimeSpan.MaxValue })
            (await Should.ThrowAsync<ShareLinkRefusedException>(() => Links.CreateAsync(dashboard, life, default))).Message.ShouldContain("366 days");
        for (var i = 0; i < ShareLinkStore.MostLinks; i++)
            await Links.CreateAsync(dashboard, Day, default);
        (await Should.ThrowAsync<ShareLinkRefusedException>(() => Links.CreateAsync(dashboard, Day, default))).Message.ShouldContain("Revoke one");
    }

    private async Task<Guid> CreateAsync() => (await postgres.Get<DashboardStore>().CreateAsync(Drafts.Draft(), default)).Id;
}
