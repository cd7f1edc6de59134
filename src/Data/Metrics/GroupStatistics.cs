namespace Mantissa.Data.Metrics;

/// <summary>Statistics over the runs of a group, position by position.</summary>
internal static class GroupStatistics
{
    /// <param name="key">The group.</param>
    /// <param name="positions">Of the grid.</param>
    /// <param name="runs">Each run's values there; NaN where it has none.</param>
    public static GroupCurve Of(string key, double[] positions, IReadOnlyList<double[]> runs)
    {
        var count = positions.Length;
        var curve = new GroupCurve(
            key, positions, new int[count], new double[count], new double[count], new double[count], new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            // Welford's recurrence: sums of squares of large, nearly equal values would cancel.
            var (n, mean, squares, min, max) = (0, 0.0, 0.0, double.PositiveInfinity, double.NegativeInfinity);
            foreach (var run in runs)
            {
                var value = run[i];
                if (double.IsNaN(value))
                    continue;
                n++;
                var difference = value - mean;
                mean += difference / n;
                squares += difference * (value - mean);
                (min, max) = (Math.Min(min, value), Math.Max(max, value));
            }

            curve.Runs[i] = n;
            curve.Mean[i] = n > 0 ? mean : double.NaN;
            curve.Deviation[i] = n > 1 ? Math.Sqrt(squares / (n - 1)) : double.NaN;
            curve.Error[i] = curve.Deviation[i] / Math.Sqrt(n);
            curve.Min[i] = n > 0 ? min : double.NaN;
            curve.Max[i] = n > 0 ? max : double.NaN;
        }

        return curve;
    }
}
