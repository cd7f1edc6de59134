namespace Mantissa.Data.Metrics;

/// <summary>One run's mean at every position of a grid.</summary>
internal sealed class RunAverage(AxisGrid grid)
{
    private readonly double[] sums = new double[grid.Positions.Length];
    private readonly double[] weights = new double[grid.Positions.Length];

    /// <param name="position">On the axis.</param>
    /// <param name="value">Finite.</param>
    /// <param name="weight">How many points it is the mean of.</param>
    public void Add(double position, double value, double weight)
    {
        var index = grid.IndexOf(position);
        sums[index] += value * weight;
        weights[index] += weight;
    }

    /// <summary>The means; NaN where the run has no value.</summary>
    /// <param name="interpolated">Whether to draw straight lines over gaps between values.</param>
    public double[] Means(bool interpolated)
    {
        var means = new double[sums.Length];
        var last = -1;
        for (var i = 0; i < means.Length; i++)
        {
            means[i] = weights[i] > 0 ? sums[i] / weights[i] : double.NaN;
            if (weights[i] == 0)
                continue;
            if (interpolated && last >= 0)
                Connect(means, last, i);
            last = i;
        }

        return means;
    }

    private void Connect(double[] means, int from, int to)
    {
        var x = grid.Positions;
        for (var i = from + 1; i < to; i++)
            means[i] = means[from] + ((means[to] - means[from]) * ((x[i] - x[from]) / (x[to] - x[from])));
    }
}
