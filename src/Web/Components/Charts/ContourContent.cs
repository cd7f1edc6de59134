using Mantissa.Web.Components.Charts.Contours;

namespace Mantissa.Web.Components.Charts;

/// <summary>A surface over two axes as filled contours, with the points that it goes through.</summary>
/// <param name="Across">Axis across.</param>
/// <param name="Upwards">Axis upwards.</param>
/// <param name="Height">What the colours are.</param>
/// <param name="Items">Points with a value for each of the three.</param>
/// <param name="Contour">The surface.</param>
public sealed record ContourContent(ParallelAxis Across, ParallelAxis Upwards, ParallelAxis Height, IReadOnlyList<ChartItem> Items, Contour Contour)
    : ChartContent("contour")
{
    public override int Points => Items.Count;

    public override object Header()
    {
        var (items, bands, corners) = (new ParallelContent([Across, Upwards, Height], Items).Header(), Contour.Patches.Select(patch => patch.Band), Contour.Patches.Select(patch => patch.Corners.Count));
        return new { items, levels = Contour.Levels, bands, corners };
    }

    /// <summary>The values of the points, then the corners of each patch.</summary>
    public override IEnumerable<double[]> Numbers() =>
        Items.Select(item => item.Values).Concat(Contour.Patches.Select(patch => patch.Corners.SelectMany(corner => (double[])[corner.X, corner.Y]).ToArray()));

    public override string Words() =>
        $"{Items.Count} points, {Height.Title} over {Across.Title} and {Upwards.Title}, from {Formatting.Numbers.Metric(Contour.Levels[0], Height.Unit)} to {Formatting.Numbers.Metric(Contour.Levels[^1], Height.Unit)}";
}
