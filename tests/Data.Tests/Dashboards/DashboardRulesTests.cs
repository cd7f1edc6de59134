using System.Text.Json.Nodes;
using Mantissa.Data.Dashboards;

namespace Mantissa.Data.Tests.Dashboards;

public sealed class DashboardRulesTests
{
    public static TheoryData<DashboardDraft, string, string> Broken => new()
    {
        { Drafts.Draft(""), "name", "needs a name" },
        { Drafts.Draft("a\nb"), "name", "control characters" },
        { Drafts.Draft(new string('x', 101)), "name", "at most 100 characters, not 101" },
        { Drafts.Draft() with { Description = new string('x', 8_001) }, "description", "at most 8,000 characters, not 8,001" },
        { Drafts.Draft() with { Description = "a\0" }, "description", "U+0000" },
        { Drafts.Draft() with { Query = new string('x', 2001) }, "query", "at most 2,000 characters" },
        { Drafts.Draft("x", [.. Enumerable.Repeat(new GridPlace(0, 0, 1, 1), 51)]), "content.widgets", "at most 50 widgets, not 51" },
        { Drafts.Draft("x", new GridPlace(0, 0, 1, 1), new GridPlace(7, 0, 6, 1)), "content.widgets[1].place", "Column 7 and a width of 6 do not fit" },
        { Drafts.Draft("x", new GridPlace(0, 0, 13, 1)), "content.widgets[0].place", "1 to 12 columns wide, not 13" },
        { Drafts.Draft("x", new GridPlace(0, 0, 1, 0)), "content.widgets[0].place", "1 to 24 rows high, not 0" },
        { Drafts.Draft("x", new GridPlace(0, int.MaxValue, 1, 1)), "content.widgets[0].place", "0 to 1000" },
        { Drafts.Draft("x", new GridPlace(int.MaxValue, 0, 12, 1)), "content.widgets[0].place", "do not fit" },
        { With(new DashboardWidget { Kind = "text" }), "content.widgets[0].id", "any UUID that is not zero" },
        { With(new DashboardWidget { Id = Guid.NewGuid(), Title = new string('x', 101) }), "content.widgets[0].title", "at most 100" },
        { With(new DashboardWidget { Id = Guid.NewGuid(), Options = new JsonObject { ["text"] = new string('x', 140_000) } }), "content.widgets[0].options", "at most 131,072" },
        { With(new DashboardWidget { Id = Twin }, new DashboardWidget { Id = Twin }), "content.widgets", "Two widgets have the id" },
    };

    private static Guid Twin { get; } = Guid.NewGuid();

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_is_wrong_is_named_with_what_to_do(DashboardDraft draft, string field, string words)
    {
        var error = DashboardRules.Check(draft).ShouldHaveSingleItem();

        error.Field.ShouldBe(field);
        error.Message.ShouldContain(words);
    }

    [Fact]
    public void What_just_fits_is_right() =>
        DashboardRules.Check(Drafts.Draft(new string('x', 100), [.. Enumerable.Repeat(new GridPlace(11, 1000, 1, 24), 50)])).ShouldBeEmpty();

    private static DashboardDraft With(params DashboardWidget[] widgets) => Drafts.Draft() with { Content = new() { Widgets = widgets } };
}
