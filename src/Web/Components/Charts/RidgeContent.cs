using Mantissa.Data.Histograms;

namespace Mantissa.Web.Components.Charts;

/// <summary>Histograms of the magnitudes of values, one before the other: the latest step in front.</summary>
/// <param name="Ridges">Ascending steps.</param>
/// <param name="Colour">Name of a CSS variable.</param>
/// <param name="From">log2 of the magnitude at which the axis begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Highest">The share that is drawn highest; charts beside each other have it in common.</param>
public sealed record RidgeContent(IReadOnlyList<(long Step, SiteHistogram Histogram)> Ridges, string Colour, int From, int To, double Highest)
    : ChartContent("ridge")
{
    public override int Points => Ridges.Count;

    public override object Header() => new { colour = Colour, from = From, to = To, highest = Highest, lengths = Ridges.Select(ridge => ridge.Histogram.Counts.Count) };

    /// <summary>
    /// For each ridge its step, the exponents of the smallest magnitude of the format and above the largest, the shares that are zero and
    /// saturated, and the exponent of the first octave; then the share of each octave.
    /// </summary>
    public override IEnumerable<double[]> Numbers() => Ridges.Select(ridge =>
    {
        var own = ridge.Histogram;
        var all = (double)Math.Max(1, own.Values);
        return (double[])
        [
            ridge.Step, own.Unit, own.Octaves > 0 ? own.Unit + own.Octaves : double.NaN, own.Zeros / all, own.Saturated / all, own.Unit + own.First,
            .. own.Counts.Select(count => count / all),
        ];
    });

    public override string Words() => Points == 0
        ? "no data yet"
        : $"{Points} steps, magnitudes from 2^{From} to 2^{To}, at the last {Formatting.Numbers.Percent(Share(last => last.Zeros))} zero and {Formatting.Numbers.Percent(Share(last => last.Saturated))} saturated";

    /// <summary>A site of several runs, over the same magnitudes.</summary>
    /// <param name="runs">Each run's histograms, with the colour of its format.</param>
    public static IReadOnlyList<RidgeContent> Beside(IReadOnlyList<(IReadOnlyList<(long Step, SiteHistogram Histogram)> Ridges, string Colour)> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var all = runs.SelectMany(run => run.Ridges).Select(ridge => ridge.Histogram).ToList();
        var filled = all.Where(histogram => histogram.Counts.Count > 0).ToList();
        var from = filled.Select(histogram => histogram.Unit + histogram.First).DefaultIfEmpty(0).Min();
        var to = filled.Select(histogram => histogram.Unit + histogram.First + histogram.Counts.Count).DefaultIfEmpty(1).Max();
        var highest = all.Select(histogram => histogram.Counts.Append(histogram.Zeros).Append(histogram.Saturated).Max() / (double)Math.Max(1, histogram.Values)).DefaultIfEmpty(1).Max();
        return [.. runs.Select(run => new RidgeContent(run.Ridges, run.Colour, from, to, highest))];
    }

    private double Share(Func<SiteHistogram, int> count) => count(Ridges[^1].Histogram) / (double)Math.Max(1, Ridges[^1].Histogram.Values);
}
