namespace Mantissa.Data.Comparisons;

/// <summary>Student's t distribution.</summary>
internal static class StudentT
{
    /// <summary>The value below which the distribution lies with probability <paramref name="probability"/>.</summary>
    /// <param name="probability">Greater than 0 and less than 1.</param>
    /// <param name="degreesOfFreedom">At least 1.</param>
    public static double Quantile(double probability, int degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(degreesOfFreedom, 1);
        if (probability < 0.5)
            return -Quantile(1 - probability, degreesOfFreedom);

        // The distribution function only rises, so halving an interval around the answer finds it, to the last bit.
        var (low, high) = (0.0, 1.0);
        while (Cumulative(high, degreesOfFreedom) < probability)
            (low, high) = (high, high * 2);
        while (true)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
                return middle;
            if (Cumulative(middle, degreesOfFreedom) < probability)
                low = middle;
            else
                high = middle;
        }
    }

    /// <summary>
    /// The probability of a value up to <paramref name="t"/>: 1 − ½·I(ν/(ν+t²); ν/2, ½) for t ≥ 0 (Abramowitz and Stegun 26.7.1, 26.5.27).
    /// </summary>
    public static double Cumulative(double t, int degreesOfFreedom)
    {
        var tail = IncompleteBeta.Regularized(degreesOfFreedom / (degreesOfFreedom + (t * t)), degreesOfFreedom / 2.0, 0.5) / 2;
        return t >= 0 ? 1 - tail : tail;
    }
}
