using Mantissa.Training.Formats.Calculation;

namespace Mantissa.Web.Components.Pages.Formats;

/// <summary>The part of the line of numbers that a picture shows: the values of a format, what was typed, and where it landed.</summary>
public sealed class NumberLine
{
    public const double Width = 720;
    private const double Margin = 24;
    private const int MostTicks = 160;
    private const int Neighbours = 6;

    private NumberLine(double from, double to, ValueSet set)
    {
        (From, To) = (from, to);
        Ticks = set.Between(from, to, MostTicks);
    }

    public double From { get; }

    public double To { get; }

    /// <summary>The values that the format has here; empty where they lie too close to be drawn.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Numbers below the line: some five ticks, or the ends of the picture.</summary>
    public IEnumerable<double> Labels => Ticks.Count == 0 ? [From, To] : Ticks.Where((_, i) => i % Math.Max(1, (Ticks.Count + 4) / 5) == 0);

    /// <summary>Around one value: its neighbours, and what was typed where that is among them.</summary>
    public static NumberLine Around(Calculation.Row row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var half = Neighbours * Math.ScaleB(1, row.Set.ExponentOf(row.Stored));
        return new(row.Stored - half, row.Stored + half, row.Set);
    }

    /// <summary>All values, with zero, in the set of the first.</summary>
    public static NumberLine Over(IReadOnlyList<Calculation.Row> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var all = rows.SelectMany(row => (double[])[row.Given, row.Stored]).Append(0).ToList();
        var (low, high) = (all.Min(), all.Max());
        var margin = high > low ? (high - low) * 0.05 : 1;
        return new(low - margin, high + margin, rows[0].Set);
    }

    /// <summary>Where a value is drawn; values outside stay at the edge.</summary>
    public double X(double value) => Margin + (Math.Clamp((value - From) / (To - From), 0, 1) * (Width - (2 * Margin)));

    public bool Shows(double value) => value >= From && value <= To;
}
