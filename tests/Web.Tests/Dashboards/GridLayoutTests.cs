using Mantissa.Data.Dashboards;
using Mantissa.Web.Dashboards;

namespace Mantissa.Web.Tests.Dashboards;

public sealed class GridLayoutTests
{
    // a b   each 6 × 4, c below both over the whole width
    // c
    private static readonly IReadOnlyList<DashboardWidget> Three = [Widget(1, new(0, 0, 6, 4)), Widget(2, new(6, 0, 6, 4)), Widget(3, new(0, 4, 12, 2))];

    [Fact]
    public void Who_is_put_elsewhere_makes_the_others_move_away()
    {
        var moved = GridLayout.Move(Three, Id(2), new(0, 0, 6, 4));

        Places(moved).ShouldBe([(2, new(0, 0, 6, 4)), (1, new(0, 4, 6, 4)), (3, new(0, 8, 12, 2))]);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 6)]
    public void Past_the_middle_of_another_they_change_places(int row, int expected)
    {
        // b and c are 6 rows together; c's middle is at 1 once a is lifted out, b is not in a's columns.
        IReadOnlyList<DashboardWidget> column = [Widget(1, new(0, 0, 6, 4)), Widget(2, new(0, 4, 6, 3)), Widget(3, new(0, 7, 6, 3))];

        Places(GridLayout.Move(column, Id(1), new(0, row, 6, 4))).Single(place => place.Widget == 1).Place.Y.ShouldBe(expected == 0 ? 0 : 3);
    }

    [Fact]
    public void What_is_off_the_grid_is_cut_to_it()
    {
        Places(GridLayout.Move(Three, Id(1), new(-5, -5, 40, 100))).Single(place => place.Widget == 1).Place.ShouldBe(new(0, 0, 12, 24));
        Places(GridLayout.Move(Three, Id(1), new(99, 99999, 2, 0))).Single(place => place.Widget == 1).Place.ShouldBe(new(10, 6, 2, 1));
    }

    [Fact]
    public void A_step_down_goes_past_the_neighbour_below_and_a_step_up_comes_back()
    {
        var down = GridLayout.Step(Three, Id(1), 0, 1);

        Places(down).Single(place => place.Widget == 3).Place.Y.ShouldBe(4, "b is still above c");
        Places(down).Single(place => place.Widget == 1).Place.Y.ShouldBe(6);
        Places(GridLayout.Step(down, Id(1), 0, -1)).ShouldBe(Places(Three), ignoreOrder: true);
        GridLayout.Step(Three, Id(1), 0, -1).ShouldBe(Three);
        GridLayout.Step(Three, Id(1), -1, 0).ShouldBe(Three);
    }

    [Fact]
    public void A_new_one_goes_below_and_a_gap_closes()
    {
        var four = GridLayout.Append(Three, Widget(4, new(0, 0, 3, 2)));
        Places(four)[^1].ShouldBe((4, new(0, 6, 3, 2)));

        Places(GridLayout.Arrange([.. four.Where(widget => widget.Id != Id(3))])).Single(place => place.Widget == 4).Place.Y.ShouldBe(4);
    }

    [Fact]
    public void Whatever_is_done_nothing_overlaps_and_nothing_floats()
    {
        var random = new Random(7);
        IReadOnlyList<DashboardWidget> widgets = [];
        for (var i = 1; i <= 300; i++)
        {
            GridPlace place = new(random.Next(-3, 14), random.Next(0, 40), random.Next(1, 13), random.Next(1, 9));
            widgets = widgets.Count < 20 && random.Next(3) == 0
                ? GridLayout.Append(widgets, Widget(i, place))
                : widgets.Count > 0 ? GridLayout.Move(widgets, widgets[random.Next(widgets.Count)].Id, place) : widgets;

            foreach (var (one, other) in widgets.SelectMany(one => widgets.Where(other => other.Id != one.Id).Select(other => (one.Place, other.Place))))
                one.Overlaps(other).ShouldBeFalse();
            widgets.ShouldAllBe(widget => widget.Place.Problem() == null);
            widgets.Count(widget => Floats(widget, widgets)).ShouldBe(0);
            Places(GridLayout.Arrange(widgets)).ShouldBe(Places(widgets));
        }
    }

    private static bool Floats(DashboardWidget widget, IReadOnlyList<DashboardWidget> all) =>
        widget.Place.Y > 0 && !all.Any(other => other.Id != widget.Id && other.Place.Overlaps(widget.Place with { Y = widget.Place.Y - 1 }));

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private static DashboardWidget Widget(int number, GridPlace place) => new() { Id = Id(number), Kind = "text", Place = place };

    private static List<(int Widget, GridPlace Place)> Places(IEnumerable<DashboardWidget> widgets) =>
        [.. widgets.Select(widget => (BitConverter.ToInt32(widget.Id.ToByteArray()), widget.Place))];
}
