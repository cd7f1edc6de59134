using System.Collections.Concurrent;
using Mantissa.Data.Dashboards;
using Mantissa.Data.Notifications;
using Mantissa.Data.Tests.Notifications;

namespace Mantissa.Data.Tests.Dashboards;

public sealed class DashboardStoreTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private DashboardStore Store => postgres.Get<DashboardStore>();

    [Fact]
    public async Task What_is_created_is_read_back()
    {
        var created = await Store.CreateAsync(Drafts.Draft(" Formats ", new GridPlace(0, 0, 6, 4)), default);

        var read = (await Store.GetAsync(created.Id, default)).ShouldNotBeNull();
        (read.Name, read.Description, read.Query, read.Version).ShouldBe(("Formats", "# What", "wgan", 1));
        (read.CreatedAt, read.UpdatedAt).ShouldBe((created.CreatedAt, created.UpdatedAt));
        var widget = read.Content.Widgets.ShouldHaveSingleItem();
        (widget.Id, widget.Kind, widget.Query, widget.Place).ShouldBe((created.Content.Widgets[0].Id, "chart", null, new GridPlace(0, 0, 6, 4)));
        widget.Options["smoothing"]!.GetValue<double>().ShouldBe(0.5);
    }

    [Fact]
    public async Task Of_two_who_save_the_same_version_one_is_told()
    {
        var created = await Store.CreateAsync(Drafts.Draft(), default);

        var first = await Store.SaveAsync(created.Id, 1, created.ToDraft() with { Name = "First" }, default);
        var conflict = await Should.ThrowAsync<DashboardConflictException>(() => Store.SaveAsync(created.Id, 1, created.ToDraft() with { Name = "Second" }, default));

        first.Version.ShouldBe(2);
        (conflict.Current.Name, conflict.Current.Version).ShouldBe(("First", 2));
        (await Store.GetAsync(created.Id, default))!.Name.ShouldBe("First");
    }

    [Fact]
    public async Task Of_many_who_save_at_once_one_succeeds()
    {
        var created = await Store.CreateAsync(Drafts.Draft(), default);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                return (await Store.SaveAsync(created.Id, 1, created.ToDraft() with { Name = $"{i}" }, default)).Version;
            }
            catch (DashboardConflictException conflict)
            {
                return -conflict.Current.Version;
            }
        }));

        results.Order().ShouldBe([-2, -2, -2, -2, -2, -2, -2, 2]);
    }

    [Fact]
    public async Task A_copy_has_the_widgets_and_its_own_life()
    {
        var original = await Store.CreateAsync(Drafts.Draft("Formats", new GridPlace(3, 2, 6, 4)), default);

        var copy = await Store.DuplicateAsync(original.Id, default);
        await Store.DeleteAsync(original.Id, null, default);

        var read = (await Store.GetAsync(copy.Id, default)).ShouldNotBeNull();
        (read.Name, read.Version).ShouldBe(("Formats (copy)", 1));
        read.Content.Widgets.ShouldHaveSingleItem().Place.ShouldBe(new GridPlace(3, 2, 6, 4));
        DashboardStore.CopyName(new string('x', 100)).ShouldBe(new string('x', 93) + " (copy)");
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_cannot_be_saved()
    {
        var created = await Store.CreateAsync(Drafts.Draft(), default);

        await Should.ThrowAsync<DashboardConflictException>(() => Store.DeleteAsync(created.Id, 7, default));
        (await Store.DeleteAsync(created.Id, 1, default)).ShouldBeTrue();
        (await Store.DeleteAsync(created.Id, null, default)).ShouldBeFalse();
        await Should.ThrowAsync<DashboardNotFoundException>(() => Store.SaveAsync(created.Id, 1, created.ToDraft(), default));
        await Should.ThrowAsync<DashboardNotFoundException>(() => Store.DuplicateAsync(created.Id, default));
    }

    [Fact]
    public async Task The_last_one_saved_is_listed_first()
    {
        var (a, b) = (await Store.CreateAsync(Drafts.Draft("a"), default), await Store.CreateAsync(Drafts.Draft("b"), default));

        await Store.SaveAsync(a.Id, 1, a.ToDraft(), default);

        (await Store.ListAsync(default)).Select(d => d.Id).Where(id => id == a.Id || id == b.Id).ShouldBe([a.Id, b.Id]);
    }

    [Fact]
    public async Task Whoever_listens_hears_of_every_change()
    {
        await using var listening = await ListeningNotifications.StartAsync(postgres);
        var heard = new ConcurrentQueue<RunChange>();
        using var subscription = listening.Notifications.Subscribe(heard.Enqueue);
        var created = await Store.CreateAsync(Drafts.Draft(), default);
        await Store.SaveAsync(created.Id, 1, created.ToDraft(), default);
        await Store.DeleteAsync(created.Id, 2, default);

        await Eventually.TrueAsync(() => heard.Count(c => c == new RunChange(created.Id, RunChangeKind.Dashboard)) == 3);
    }

    [Fact]
    public async Task What_breaks_a_rule_is_not_saved()
    {
        var created = await Store.CreateAsync(Drafts.Draft(), default);

        var error = await Should.ThrowAsync<DashboardInvalidException>(() => Store.SaveAsync(created.Id, 1, created.ToDraft() with { Name = " " }, default));

        error.Errors.ShouldHaveSingleItem().Field.ShouldBe("name");
        (await Store.GetAsync(created.Id, default))!.Version.ShouldBe(1);
    }
}
