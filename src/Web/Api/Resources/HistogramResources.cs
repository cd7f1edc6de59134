namespace Mantissa.Web.Api.Resources;

/// <summary>The sites of which a run has histograms.</summary>
/// <param name="Sites">In the order of their names.</param>
/// <param name="Steps">At how many steps.</param>
/// <param name="FirstStep">The first of them; 0 where there are none.</param>
/// <param name="LastStep">The last of them.</param>
public sealed record HistogramSitesResource(IReadOnlyList<string> Sites, int Steps, long FirstStep, long LastStep);

/// <summary>The histograms of a site.</summary>
/// <param name="Site">E.g. <c>conv1.activation</c>.</param>
/// <param name="TotalSteps">Steps in the range that was asked for.</param>
/// <param name="Points">Ascending steps.</param>
public sealed record HistogramSeriesResource(string Site, int TotalSteps, IReadOnlyList<HistogramResource> Points);

/// <summary>How large the values were that were stored at a site, from up to 16,384 of them.</summary>
/// <param name="Step">Training step.</param>
/// <param name="Unit">log2 of the format's smallest magnitude; of a shared exponent log2 κ.</param>
/// <param name="Octaves">Powers of two from the smallest magnitude to the largest; 0 where blocks have scales of their own.</param>
/// <param name="Values">Numbers that were looked at.</param>
/// <param name="Zeros">Of them zero.</param>
/// <param name="Saturated">Of them at the format's bounds.</param>
/// <param name="First">k of the first count.</param>
/// <param name="Counts">Values with 2ᵏ ≤ |x| / 2ᵘⁿⁱᵗ &lt; 2ᵏ⁺¹, k from <paramref name="First"/> on.</param>
public sealed record HistogramResource(
    long Step, int Unit, int Octaves, long Values, int Zeros, int Saturated, int First, IReadOnlyList<int> Counts);
