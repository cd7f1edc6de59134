namespace Mantissa.Data.Metrics;

/// <summary>The positions that runs have in common, and which of them a point belongs to.</summary>
internal sealed class AxisGrid
{
    private readonly bool isExact;
    private readonly double first;
    private readonly double width;

    private AxisGrid(double[] positions, bool isExact, double first, double width)
    {
        Positions = positions;
        this.isExact = isExact;
        this.first = first;
        this.width = width;
    }

    public double[] Positions { get; }

    /// <summary>A grid of positions that occur, ascending and each once.</summary>
    public static AxisGrid Of(double[] positions) => new(positions, isExact: true, 0, 0);

    /// <summary>A grid of the middles of stretches of equal length; the first starts at one end and the last stops at the other.</summary>
    public static AxisGrid Of(double first, double last, int stretches)
    {
        var width = (last - first) / stretches;
        var middles = new double[stretches];
        for (var i = 0; i < stretches; i++)
            middles[i] = first + ((i + 0.5) * width);
        return new(middles, isExact: false, first, width);
    }

    public int IndexOf(double position) => isExact
        ? Array.BinarySearch(Positions, position)
        : width > 0 ? (int)Math.Clamp((position - first) / width, 0, Positions.Length - 1) : 0;
}
