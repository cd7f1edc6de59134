namespace Mantissa.Web.Components.Charts;

/// <summary>Lines over one axis.</summary>
public sealed record LineContent(IReadOnlyList<ChartSeries> Series, ChartOptions Options) : ChartContent("line")
{
    public override int Points => Series.Sum(s => s.X.Length);

    public override bool IsZoomed => Options.Window is not null;

    public override object Header() => new
    {
        axis = Options.Axis.ToString(),
        unit = Options.Unit,
        log = Options.Logarithmic,
        logX = Options.LogarithmicX,
        from = Options.Window?.From,
        to = Options.Window?.To,
        low = Options.Values?.From,
        high = Options.Values?.To,
        deck = Options.Deck,
        series = Series.Select(s => new
        {
            key = s.Key, label = s.Label, tags = s.Tags, colour = s.Colour, stroke = s.Stroke.ToString(), count = s.X.Length,
            band = s is { Low: not null, High: not null },
        }),
    };

    /// <summary>X then Y of every line, then the edges of its band if it has one.</summary>
    public override IEnumerable<double[]> Numbers() =>
        Series.SelectMany(s => s is { Low: { } low, High: { } high } ? new[] { s.X, s.Y, low, high } : [s.X, s.Y]);

    public override string Words() => Series.Count == 0
        ? "no data yet"
        : string.Join("; ", Series.Where(s => s.Stroke != ChartStroke.Faint && s.Y.Length > 0).Take(8)
            .Select(s => $"{s.Label} ends at {Formatting.Numbers.Metric(s.Y[^1], Options.Unit)}"));
}
