using Mantissa.Data.Views;

namespace Mantissa.Data.Tests.Views;

public sealed class SavedViewStoreTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private SavedViewStore Store => postgres.Get<SavedViewStore>();

    [Fact]
    public async Task What_is_saved_is_read_back()
    {
        var created = await Store.CreateAsync(Draft(" Best ResNets (β) "), default);

        var read = (await Store.GetAsync("best-resnets", default)).ShouldNotBeNull();
        (read.Id, read.Name, read.Version, read.CreatedAt).ShouldBe(("best-resnets", "Best ResNets (β)", 1, created.CreatedAt));
        (read.Content.Filter, read.Content.Sort).ShouldBe(("model = 'resnet'", "-metrics.kid.best"));
        read.Content.Statuses.ShouldBe(["Completed"]);
        read.Content.Columns.ShouldBe([new ViewColumn { Field = "name" }, new ViewColumn { Field = "params.lr", Width = 90 }]);
        read.Content.GroupBy.ShouldBe(["model"]);
    }

    [Fact]
    public async Task Views_of_one_name_have_addresses_of_their_own_that_stay()
    {
        var (a, b) = (await Store.CreateAsync(Draft("Same"), default), await Store.CreateAsync(Draft("same!"), default));
        (a.Id, b.Id).ShouldBe(("same", "same-2"));
        (await Store.CreateAsync(Draft("…"), default)).Id.ShouldBe("view");

        var renamed = await Store.SaveAsync(a.Id, 1, a.ToDraft() with { Name = "Other" }, default);

        (renamed.Id, renamed.Name, renamed.Version).ShouldBe(("same", "Other", 2));
    }

    [Fact]
    public async Task Of_two_who_save_the_same_version_one_is_told()
    {
        var created = await Store.CreateAsync(Draft("Contested"), default);
        await Store.SaveAsync(created.Id, 1, created.ToDraft() with { Name = "First" }, default);

        var conflict = await Should.ThrowAsync<SavedViewConflictException>(() => Store.SaveAsync(created.Id, 1, created.ToDraft(), default));

        (conflict.Current.Name, conflict.Current.Version).ShouldBe(("First", 2));
        await Should.ThrowAsync<SavedViewConflictException>(() => Store.DeleteAsync(created.Id, 1, default));
    }

    [Fact]
    public async Task A_deleted_view_comes_back_under_its_address()
    {
        var created = await Store.CreateAsync(Draft("Fleeting"), default);
        (await Store.DeleteAsync(created.Id, null, default)).ShouldBeTrue();
        (await Store.DeleteAsync(created.Id, null, default)).ShouldBeFalse();
        await Should.ThrowAsync<SavedViewNotFoundException>(() => Store.SaveAsync(created.Id, 1, created.ToDraft(), default));

        var back = await Store.RestoreAsync(created, default);

        (back.Id, back.Version).ShouldBe((created.Id, 2));
        (await Store.ListAsync(default)).Select(view => view.Id).ShouldContain(created.Id);
        (await Store.RestoreAsync(created, default)).Id.ShouldBe("fleeting-2");
    }

    [Theory]
    [InlineData("name", " ")]
    [InlineData("content.filter", null, "x*2001")]
    [InlineData("content.statuses", null, null, "Paused")]
    [InlineData("content.columns[0].width", null, null, null, 7)]
    [InlineData("content.columns[0].field", null, null, null, null, "")]
    [InlineData("content.groupBy", null, null, null, null, null, 3)]
    public async Task What_breaks_a_rule_is_named(
        string field, string? name = null, string? filter = null, string? status = null, int? width = null, string? column = null, int groups = 1)
    {
        var draft = Draft(name ?? "Name");
        draft = draft with
        {
            Content = draft.Content with
            {
                Filter = filter is null ? "" : new string('x', 2001),
                Statuses = status is null ? [] : [status],
                Columns = [new() { Field = column ?? "name", Width = width }],
                GroupBy = [.. Enumerable.Repeat("model", groups)],
            },
        };

        (await Should.ThrowAsync<SavedViewInvalidException>(() => Store.CreateAsync(draft, default))).Errors.ShouldHaveSingleItem().Field.ShouldBe(field);
    }

    private static SavedViewDraft Draft(string name) => new()
    {
        Name = name,
        Content = new()
        {
            Filter = "model = 'resnet'", Statuses = ["Completed"], Sort = "-metrics.kid.best", GroupBy = ["model"],
            Columns = [new() { Field = "name" }, new() { Field = "params.lr", Width = 90 }],
        },
    };
}
