using Mantissa.Web.Components.Charts.Contours;

namespace Mantissa.Web.Components.Pages.Compare;

/// <summary>A result of runs as a surface over two of their numbers.</summary>
/// <param name="Across">Number across.</param>
/// <param name="Upwards">Number upwards.</param>
/// <param name="Height">The result.</param>
/// <param name="Places">Runs that have all three.</param>
/// <param name="Contour">The surface through them.</param>
public sealed record RunSurface(RunColumn Across, RunColumn Upwards, RunColumn Height, IReadOnlyList<int> Places, Contour Contour)
{
    /// <summary>Why there is no surface, in words.</summary>
    public string WhyFlat => Contour.Places < Contour.FewestPlaces
        ? $"It takes {Contour.FewestPlaces} runs or more that differ in {Across.Title} or {Upwards.Title}; there {(Contour.Places == 1 ? "is 1 such place" : $"are {Contour.Places} such places")}."
        : $"All {Contour.Places} places lie on one line: {Across.Title} and {Upwards.Title} do not vary independently.";

    /// <summary>The columns that were chosen, or the usual ones; <see langword="null"/> where there are not enough.</summary>
    public static RunSurface? Of(IReadOnlyList<RunColumn> columns, RelationSettings settings, int runs)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(settings);
        var numbers = columns.Where(column => column.Names is null).ToList();
        // Parameters before results, and the seed, which is no quantity, last of them.
        var usual = numbers.OrderBy(column => column.IsMetric).ThenBy(column => column.Key == "seed").ToList();
        var height = numbers.Find(column => column.IsMetric && column.Key == settings.Height) ?? numbers.Find(column => column.IsMetric);
        var across = numbers.Find(column => column.Key == settings.Across) ?? usual.Find(column => column != height && column.Key != settings.Upwards);
        var upwards = numbers.Find(column => column.Key == settings.Upwards && column != across) ?? usual.Find(column => column != height && column != across);
        if (height is null || across is null || upwards is null)
            return null;
        List<int> places = [.. Enumerable.Range(0, runs).Where(run => !double.IsNaN(across.Values[run] + upwards.Values[run] + height.Values[run]))];
        var contour = Contour.Of(
            [.. places.Select(run => new SurfacePoint(across.Values[run], upwards.Values[run], height.Values[run]))], across.IsLogarithmic, upwards.IsLogarithmic);
        return new(across, upwards, height, places, contour);
    }
}
