namespace Mantissa.Web.Components.Charts;

/// <summary>One of several upright axes beside each other.</summary>
/// <param name="Key">Tells axes apart.</param>
/// <param name="Title">Its name.</param>
/// <param name="Unit">Of its values; <c>fraction</c> reads as per cent.</param>
/// <param name="Names">Words for the values 0, 1, …; <see langword="null"/> for numbers.</param>
/// <param name="Logarithmic">Whether it is.</param>
/// <param name="Kept">The part that is brushed, if any.</param>
public sealed record ParallelAxis(string Key, string Title, string? Unit, IReadOnlyList<string>? Names, bool Logarithmic, ChartWindow? Kept);

/// <summary>A line across the axes, or a point.</summary>
/// <param name="Label">For the tooltip.</param>
/// <param name="Colour">Name of a CSS variable.</param>
/// <param name="Tag">What it is one of, e.g. its format.</param>
/// <param name="Values">One for each axis; NaN where it has none.</param>
public sealed record ChartItem(string Label, string Colour, string Tag, double[] Values);

/// <summary>Parallel coordinates: a line for each item across all axes.</summary>
public sealed record ParallelContent(IReadOnlyList<ParallelAxis> Axes, IReadOnlyList<ChartItem> Items) : ChartContent("parallel")
{
    public override int Points => Items.Count;

    public override object Header() => new
    {
        axes = Axes.Select(axis => new
        {
            key = axis.Key, title = axis.Title, unit = axis.Unit, names = axis.Names, log = axis.Logarithmic, from = axis.Kept?.From, to = axis.Kept?.To,
        }),
        items = Items.Select(item => new { label = item.Label, colour = item.Colour, tag = item.Tag }),
    };

    public override IEnumerable<double[]> Numbers() => Items.Select(item => item.Values);

    public override string Words() => $"{Items.Count} lines across {string.Join(", ", Axes.Select(axis => axis.Title))}";
}

/// <summary>A point for each item, over two axes.</summary>
public sealed record ScatterContent(ParallelAxis Across, ParallelAxis Upwards, IReadOnlyList<ChartItem> Items) : ChartContent("scatter")
{
    public override int Points => Items.Count;

    public override object Header() => new ParallelContent([Across, Upwards], Items).Header();

    public override IEnumerable<double[]> Numbers() => Items.Select(item => item.Values);

    public override string Words() => $"{Items.Count} points, {Upwards.Title} over {Across.Title}";
}
