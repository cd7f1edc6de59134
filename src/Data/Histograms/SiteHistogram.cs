namespace Mantissa.Data.Histograms;

/// <summary>How large the values were that a run stored at a site of its number format, in powers of two of the format's smallest one.</summary>
/// <param name="Site">E.g. <c>conv1.activation</c>.</param>
/// <param name="Unit">log2 of the smallest magnitude; of a shared exponent e = log2 κ, and bins are places of leading mantissa bits.</param>
/// <param name="Octaves">Powers of two from the smallest magnitude to the largest; 0 where blocks of values have scales of their own.</param>
/// <param name="Zeros">Values that are zero.</param>
/// <param name="Saturated">Values at the format's bounds.</param>
/// <param name="First">k of the first count.</param>
/// <param name="Counts">From <paramref name="First"/> on: values with 2ᵏ ≤ |x| / 2ᵘⁿⁱᵗ &lt; 2ᵏ⁺¹.</param>
public sealed record SiteHistogram(string Site, int Unit, int Octaves, int Zeros, int Saturated, int First, IReadOnlyList<int> Counts)
{
    /// <summary>Values that were looked at and are numbers.</summary>
    public long Values => (long)Zeros + Saturated + Counts.Sum(count => (long)count);
}
