namespace Mantissa.Web.Components.Charts;

/// <summary>A value for each row in each stretch of the horizontal axis, as a colour.</summary>
/// <param name="Rows">Names of the rows, from the top.</param>
/// <param name="Starts">Where each stretch starts; ascending.</param>
/// <param name="End">Where the last one ends.</param>
/// <param name="Values">Row by row, one for each stretch; NaN where there is none.</param>
/// <param name="Title">What the values are.</param>
/// <param name="Unit">Of the values; <c>fraction</c> reads as per cent.</param>
public sealed record HeatMapContent(IReadOnlyList<string> Rows, double[] Starts, double End, double[] Values, string Title, string? Unit) : ChartContent("heatmap")
{
    public override int Points => Values.Count(value => !double.IsNaN(value));

    public override object Header() => new { rows = Rows, columns = Starts.Length, end = End, title = Title, unit = Unit };

    public override IEnumerable<double[]> Numbers() => [Starts, Values];

    public override string Words() => Points == 0
        ? "no data yet"
        : $"{Rows.Count} tensors over {Starts.Length} stretches of steps, from {Formatting.Numbers.Metric(Finite.Min(), Unit)} to {Formatting.Numbers.Metric(Finite.Max(), Unit)}";

    private IEnumerable<double> Finite => Values.Where(double.IsFinite);
}
