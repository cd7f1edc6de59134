using Mantissa.Data.Dashboards;

namespace Mantissa.Web.Dashboards;

/// <summary>
/// Arranges widgets on the grid. Nothing overlaps, and each lies as high as those above it let it. A widget that is moved goes between
/// the others: before those whose middle it does not reach, and behind the rest.
/// </summary>
public static class GridLayout
{
    /// <summary>The widgets with one of them at another place, cut to the grid.</summary>
    public static IReadOnlyList<DashboardWidget> Move(IReadOnlyList<DashboardWidget> widgets, Guid moved, GridPlace place)
    {
        ArgumentNullException.ThrowIfNull(widgets);
        if (widgets.FirstOrDefault(widget => widget.Id == moved) is not { } widget)
            return widgets;
        place = Fit(place);
        var others = Rise(Ordered(widgets.Where(other => other.Id != moved)));
        var before = others.FindIndex(other => ShareColumns(other.Place, place) && (2 * other.Place.Y) + other.Place.Height > 2 * place.Y);
        others.Insert(before < 0 ? others.Count : before, widget with { Place = place });
        return [.. Ordered(Rise(others))];
    }

    /// <summary>The widgets with one of them moved one column, or past the next one above or below.</summary>
    public static IReadOnlyList<DashboardWidget> Step(IReadOnlyList<DashboardWidget> widgets, Guid moved, int columns, int rows)
    {
        ArgumentNullException.ThrowIfNull(widgets);
        if (widgets.FirstOrDefault(widget => widget.Id == moved) is not { Place: var place })
            return widgets;
        var end = rows == 0 ? 1 : widgets.Max(widget => widget.Place.Bottom);
        for (var step = 1; step <= end; step++)
        {
            var stepped = Move(widgets, moved, place with { X = place.X + (step * columns), Y = Math.Max(0, place.Y + (step * rows)) });
            if (stepped.First(widget => widget.Id == moved).Place != place)
                return stepped;
        }

        return widgets;
    }

    /// <summary>The widgets, with another one below them all.</summary>
    public static IReadOnlyList<DashboardWidget> Append(IReadOnlyList<DashboardWidget> widgets, DashboardWidget added)
    {
        ArgumentNullException.ThrowIfNull(widgets);
        ArgumentNullException.ThrowIfNull(added);
        return [.. Ordered(Rise([.. Ordered(widgets), added with { Place = Fit(added.Place) }]))];
    }

    /// <summary>The widgets, risen into whatever room there is above them.</summary>
    public static IReadOnlyList<DashboardWidget> Arrange(IReadOnlyList<DashboardWidget> widgets) => [.. Ordered(Rise(Ordered(widgets)))];

    /// <summary>In reading order: row by row, as they are read aloud and stacked on a phone.</summary>
    public static IEnumerable<DashboardWidget> Ordered(IEnumerable<DashboardWidget> widgets) =>
        widgets.OrderBy(widget => widget.Place.Y).ThenBy(widget => widget.Place.X);

    private static List<DashboardWidget> Rise(IEnumerable<DashboardWidget> inOrder)
    {
        var placed = new List<DashboardWidget>();
        foreach (var widget in inOrder)
        {
            var top = placed.Where(other => ShareColumns(other.Place, widget.Place)).Select(other => other.Place.Bottom).DefaultIfEmpty(0).Max();
            placed.Add(widget with { Place = widget.Place with { Y = top } });
        }

        return placed;
    }

    private static bool ShareColumns(GridPlace left, GridPlace right) => left.X < right.Right && right.X < left.Right;

    private static GridPlace Fit(GridPlace place)
    {
        var width = Math.Clamp(place.Width, 1, GridPlace.Columns);
        return new(
            Math.Clamp(place.X, 0, GridPlace.Columns - width), Math.Clamp(place.Y, 0, GridPlace.LargestY), width,
            Math.Clamp(place.Height, 1, GridPlace.LargestHeight));
    }
}
