namespace Mantissa.Web.Components.Charts;

/// <summary>Smooths a curve for the eye; the raw values stay visible behind it.</summary>
public static class Smoothing
{
    /// <summary>
    /// Exponential moving average with the start-up bias divided out, s_t = w·s_{t−1} + (1−w)·y_t, shown as s_t / (1 − w^t), so that the
    /// first points are not drawn towards zero. Values that are not finite are passed through and leave the average as it is.
    /// </summary>
    /// <param name="values">The curve.</param>
    /// <param name="weight">Of the past, in [0, 1); 0 changes nothing.</param>
    public static double[] Exponential(ReadOnlySpan<double> values, double weight)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(weight);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(weight, 1.0);
        var smooth = new double[values.Length];
        double average = 0, forgotten = 1;
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsFinite(values[i]))
            {
                average = (weight * average) + ((1 - weight) * values[i]);
                forgotten *= weight;
                smooth[i] = average / (1 - forgotten);
            }
            else
            {
                smooth[i] = values[i];
            }
        }

        return smooth;
    }
}
