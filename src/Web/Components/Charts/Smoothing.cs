namespace Mantissa.Web.Components.Charts;

/// <summary>What a smoothed value is made of.</summary>
public enum SmoothingKind
{
    /// <summary>Of the past, the more distant the less.</summary>
    Exponential,

    /// <summary>Of both sides, by a bell curve.</summary>
    Gaussian,

    /// <summary>Of both sides, all alike.</summary>
    RunningMean,
}

/// <summary>
/// Smooths a curve for the eye; the raw values stay visible behind it. One strength w in [0, 1) serves every kind: it leaves the same
/// share (1 − w)/(1 + w) of the variance of white noise, which for a mean of n points is 1/n and for a bell of deviation σ is 1/(2σ√π).
/// Values that are not finite are passed through and enter no average.
/// </summary>
public static class Smoothing
{
    /// <summary>Points to either side in a running mean of this strength.</summary>
    public static int Reach(double strength) => (int)Math.Round(Checked(strength) / (1 - strength));

    /// <summary>Standard deviation, in points, of a bell curve of this strength.</summary>
    public static double Deviation(double strength) => (1 + Checked(strength)) / (1 - strength) / (2 * Math.Sqrt(Math.PI));

    public static double[] Apply(SmoothingKind kind, ReadOnlySpan<double> values, double strength) => kind switch
    {
        SmoothingKind.Gaussian => Gaussian(values, Deviation(strength)),
        SmoothingKind.RunningMean => RunningMean(values, Reach(strength)),
        _ => Exponential(values, strength),
    };

    /// <summary>
    /// Exponential moving average with the start-up bias divided out, s_t = w·s_{t−1} + (1−w)·y_t, shown as s_t / (1 − w^t), so that the
    /// first points are not drawn towards zero.
    /// </summary>
    /// <param name="values">The curve.</param>
    /// <param name="weight">Of the past, in [0, 1); 0 changes nothing.</param>
    public static double[] Exponential(ReadOnlySpan<double> values, double weight)
    {
        Checked(weight);
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

    /// <summary>Mean of the neighbours weighted by exp(−d²/2σ²) of their distance d in points, up to 4σ; at an end of those that there are.</summary>
    /// <param name="values">The curve.</param>
    /// <param name="deviation">σ, in points; above 0.</param>
    public static double[] Gaussian(ReadOnlySpan<double> values, double deviation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(deviation);
        var kernel = new double[1 + (int)Math.Ceiling(4 * deviation)];
        for (var distance = 0; distance < kernel.Length; distance++)
            kernel[distance] = Math.Exp(-0.5 * distance * distance / (deviation * deviation));
        return Weighted(values, kernel);
    }

    /// <summary>Mean of a point and of as many neighbours on either side; at an end of those that there are.</summary>
    /// <param name="values">The curve.</param>
    /// <param name="reach">Neighbours on either side, at least 0.</param>
    public static double[] RunningMean(ReadOnlySpan<double> values, int reach)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(reach);
        var kernel = new double[1 + reach];
        Array.Fill(kernel, 1);
        return Weighted(values, kernel);
    }

    /// <param name="values">The curve.</param>
    /// <param name="kernel">Weight of a neighbour by its distance, the same on both sides.</param>
    private static double[] Weighted(ReadOnlySpan<double> values, double[] kernel)
    {
        var smooth = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            double sum = 0, weight = 0;
            for (var j = Math.Max(0, i - kernel.Length + 1); j < Math.Min(values.Length, i + kernel.Length); j++)
            {
                if (!double.IsFinite(values[j]))
                    continue;
                sum += kernel[Math.Abs(i - j)] * values[j];
                weight += kernel[Math.Abs(i - j)];
            }

            smooth[i] = double.IsFinite(values[i]) ? sum / weight : values[i];
        }

        return smooth;
    }

    private static double Checked(double strength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(strength);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(strength, 1.0);
        return strength;
    }
}
