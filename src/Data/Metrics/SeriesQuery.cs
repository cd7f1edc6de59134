using Mantissa.Catalogue;

namespace Mantissa.Data.Metrics;

/// <summary>Which series, and how closely.</summary>
/// <param name="RunIds">The runs; each series of each run gets its own budget of points.</param>
/// <param name="Names">The metrics.</param>
/// <param name="FromStep">First step wanted, inclusive.</param>
/// <param name="ToStep">Last step wanted, inclusive.</param>
/// <param name="Points">At most this many points a series; 0 for all of them.</param>
/// <param name="Since">
/// First time wanted, inclusive. Where a clock was set back in the middle of a series, points near that place may be left out: what is read
/// is decided by the times at the ends of its chunks.
/// </param>
/// <param name="Until">Last time wanted, inclusive; likewise.</param>
public sealed record SeriesQuery(
    IReadOnlyList<Guid> RunIds, IReadOnlyList<string> Names, long? FromStep = null, long? ToStep = null, int Points = 1000,
    DateTimeOffset? Since = null, DateTimeOffset? Until = null);

/// <summary>Points of one series in ascending step, those of equal step in ascending time.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Name">The metric.</param>
/// <param name="Steps">Training steps.</param>
/// <param name="Values">Values; NaN and infinities are kept.</param>
/// <param name="Times">When each was measured, in milliseconds since the Unix epoch.</param>
/// <param name="TotalPoints">How many points the series has in the asked range.</param>
/// <param name="Downsampled">
/// Whether there are fewer points here than that. Then the first, the last, and of every stretch the smallest and the largest finite value
/// and the first that is not finite are here.
/// </param>
public sealed record SeriesData(
    Guid RunId, string Name, long[] Steps, double[] Values, double[] Times, long TotalPoints, bool Downsampled);

/// <summary>What is known of a series without reading its points.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Name">The metric.</param>
/// <param name="Count">Points in all.</param>
/// <param name="FirstStep">Smallest step.</param>
/// <param name="LastStep">Largest step.</param>
/// <param name="First">Value at the smallest step.</param>
/// <param name="Last">Value at the largest step.</param>
/// <param name="Min">Smallest finite value.</param>
/// <param name="MinStep">Its step.</param>
/// <param name="Max">Largest finite value.</param>
/// <param name="MaxStep">Its step.</param>
/// <param name="Mean">Mean of the finite values.</param>
/// <param name="NonFinite">How many values are NaN or infinite.</param>
/// <param name="LastTime">When the last value was measured.</param>
/// <param name="Replaced">How many points gave way to a later one of the same step and attempt; they are in no other number here.</param>
public sealed record SeriesSummary(
    Guid RunId, string Name, long Count, long FirstStep, long LastStep, double First, double Last,
    double? Min, long? MinStep, double? Max, long? MaxStep, double? Mean, long NonFinite, DateTimeOffset LastTime, long Replaced = 0)
{
    /// <summary>The best value by the metric's goal; the last one where it has none.</summary>
    public double? Best(MetricGoal goal) => goal switch { MetricGoal.Minimize => Min, MetricGoal.Maximize => Max, _ => Last };
}
