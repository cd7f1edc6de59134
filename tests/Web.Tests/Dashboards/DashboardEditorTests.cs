using Mantissa.Data.Dashboards;
using Mantissa.Data.Entities;
using Mantissa.Web.Dashboards;

namespace Mantissa.Web.Tests.Dashboards;

public sealed class DashboardEditorTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private DashboardStore Store => postgres.Get<DashboardStore>();

    [Fact]
    public async Task A_change_is_saved_once()
    {
        var editor = new DashboardEditor(Store, await CreateAsync());
        editor.State.ShouldBe(SaveState.Saved);

        editor.Add(Text());
        editor.State.ShouldBe(SaveState.Changed);
        await editor.SaveAsync(default);
        await editor.SaveAsync(default);

        (editor.State, editor.Saved.Version).ShouldBe((SaveState.Saved, 2));
        (await Store.GetAsync(editor.Saved.Id, default))!.Content.Widgets.ShouldHaveSingleItem().Kind.ShouldBe("text");
    }

    [Fact]
    public async Task Who_only_looks_is_shown_what_others_save()
    {
        var created = await CreateAsync();
        var editor = new DashboardEditor(Store, created);
        var theirs = await Store.SaveAsync(created.Id, 1, created.ToDraft() with { Name = "Theirs" }, default);

        editor.Notice(theirs, editing: false).ShouldBeTrue();
        editor.Notice(created, editing: false).ShouldBeFalse("it is older than what is known");

        (editor.State, editor.Draft.Name).ShouldBe((SaveState.Saved, "Theirs"));
    }

    [Fact]
    public async Task Who_edits_chooses_between_theirs_and_a_copy()
    {
        var created = await CreateAsync();
        var editor = new DashboardEditor(Store, created);
        var theirs = await Store.SaveAsync(created.Id, 1, created.ToDraft() with { Name = "Theirs" }, default);
        editor.Describe("Mine", "", "");

        editor.Notice(theirs, editing: true).ShouldBeFalse();
        await editor.SaveAsync(default);

        editor.State.ShouldBe(SaveState.Conflict);
        (await Store.GetAsync(created.Id, default))!.Version.ShouldBe(2);
        (await editor.KeepAsCopyAsync(default)).Name.ShouldBe("Mine (copy)");
        editor.TakeTheirs();
        (editor.State, editor.Draft.Name).ShouldBe((SaveState.Saved, "Theirs"));
        editor.Describe("Again", "", "");
        await editor.SaveAsync(default);
        editor.Saved.Version.ShouldBe(3);
    }

    [Fact]
    public async Task A_conflict_that_nobody_announced_is_found_when_saving()
    {
        var created = await CreateAsync();
        var editor = new DashboardEditor(Store, created);
        await Store.SaveAsync(created.Id, 1, created.ToDraft() with { Name = "Theirs" }, default);

        editor.Describe("Mine", "", "");
        await editor.SaveAsync(default);

        (editor.State, editor.Theirs!.Name).ShouldBe((SaveState.Conflict, "Theirs"));
    }

    [Fact]
    public async Task A_deleted_dashboard_can_be_kept_as_a_copy()
    {
        var created = await CreateAsync();
        var editor = new DashboardEditor(Store, created);
        await Store.DeleteAsync(created.Id, null, default);

        editor.Add(Text());
        await editor.SaveAsync(default);

        editor.State.ShouldBe(SaveState.Gone);
        (await editor.KeepAsCopyAsync(default)).Content.Widgets.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_removed_widget_comes_back_where_it_was()
    {
        var editor = new DashboardEditor(Store, await CreateAsync());
        var (first, second) = (Text(), Text());
        editor.Add(first);
        editor.Add(second);
        var before = editor.Widgets.Select(widget => (widget.Id, widget.Place)).ToList();

        editor.Remove(first.Id);
        editor.Widgets.ShouldHaveSingleItem().Place.Y.ShouldBe(0);
        editor.Restore();

        editor.Widgets.Select(widget => (widget.Id, widget.Place)).ShouldBe(before);
        editor.Removed.ShouldBeNull();
    }

    [Fact]
    public async Task What_breaks_a_rule_is_not_saved_and_said()
    {
        var editor = new DashboardEditor(Store, await CreateAsync());
        editor.Describe(" ", "", "");

        await Should.ThrowAsync<DashboardInvalidException>(() => editor.SaveAsync(default));

        editor.State.ShouldBe(SaveState.Failed);
        editor.Describe("Named", "", "");
        await editor.SaveAsync(default);
        editor.State.ShouldBe(SaveState.Saved);
    }

    private Task<Dashboard> CreateAsync() => Store.CreateAsync(new() { Name = "Board" }, default);

    private static DashboardWidget Text() => WidgetKind.Find("text")!.Create();
}
