namespace Mantissa.Data.Comparisons;

/// <summary>The mean of differences and how sure it is.</summary>
/// <param name="Pairs">How many differences there are.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Low">Lower end of the interval; absent for one difference.</param>
/// <param name="High">Upper end.</param>
public sealed record PairedDifference(int Pairs, double Mean, double? Low, double? High)
{
    /// <summary>How often, over many comparisons, the interval holds the true difference.</summary>
    public const double Confidence = 0.95;

    /// <summary>
    /// The paired t interval: mean ± t(1 − α/2; n − 1)·s/√n, with s the standard deviation of the differences. Pairing by seed takes out what
    /// initial weights and data order do to both runs alike.
    /// </summary>
    public static PairedDifference Of(IReadOnlyList<double> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        if (differences.Count == 0)
            throw new ArgumentException("There is no difference to take the mean of.", nameof(differences));
        var (count, mean, variance) = SampleMoments.Of([.. differences]);
        if (count == 1)
            return new(1, mean, null, null);
        var reach = StudentT.Quantile((1 + Confidence) / 2, count - 1) * Math.Sqrt(variance / count);
        return new(count, mean, mean - reach, mean + reach);
    }
}
