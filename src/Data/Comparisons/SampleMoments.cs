namespace Mantissa.Data.Comparisons;

/// <summary>Mean and spread of a sample.</summary>
/// <param name="Count">How many values it has.</param>
/// <param name="Mean">Their mean; not a number for none.</param>
/// <param name="Variance">Their sample variance, Σ(x − mean)²/(n − 1); not a number for fewer than two.</param>
public readonly record struct SampleMoments(int Count, double Mean, double Variance)
{
    /// <summary>The sample standard deviation.</summary>
    public double Deviation => Math.Sqrt(Variance);

    /// <summary>In two passes, which loses no digits where the mean is large and the spread small.</summary>
    public static SampleMoments Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
            return new(0, double.NaN, double.NaN);
        double sum = 0, squares = 0;
        foreach (var value in values)
            sum += value;
        var mean = sum / values.Length;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        return new(values.Length, mean, values.Length < 2 ? double.NaN : squares / (values.Length - 1));
    }
}
