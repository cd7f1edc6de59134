using System.Text.Json.Serialization;

namespace Mantissa.Web.Api.Resources;

/// <summary>
/// What is known of a metric of a run. Values that are not finite are written as text: <c>"NaN"</c>, <c>"Infinity"</c>. <c>replaced</c> is
/// how many values gave way to a later one of the same step; they are in no other number here.
/// </summary>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record MetricSummaryResource(
    string Name, long Count, long FirstStep, long LastStep, double First, double Last,
    double? Min, long? MinStep, double? Max, long? MaxStep, double? Mean, long NonFinite, long Replaced);

/// <summary>Points of one metric of one run, in ascending step.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Name">The metric.</param>
/// <param name="Steps">Training steps.</param>
/// <param name="Values">As many values; those that are not finite are written as text.</param>
/// <param name="Times">When each was measured, in milliseconds since the Unix epoch.</param>
/// <param name="TotalPoints">How many points there are in the range asked for.</param>
/// <param name="Downsampled">Whether these are fewer; extremes, first and last are always among them.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record SeriesResource(Guid RunId, string Name, long[] Steps, double[] Values, double[] Times, long TotalPoints, bool Downsampled)
{
    /// <summary>Where the points lie on the axis that was asked for.</summary>
    public double[]? Positions { get; init; }
}

/// <summary>The series that were found, of all that were asked for.</summary>
/// <param name="Series">Those that there are.</param>
/// <param name="Missing">Those that there are not: the run is unknown, or has no such metric yet.</param>
public sealed record SeriesListResource(IReadOnlyList<SeriesResource> Series, IReadOnlyList<MissingSeriesResource> Missing);

/// <summary>A series that was asked for and is not there.</summary>
public sealed record MissingSeriesResource(Guid RunId, string Name);

/// <summary>Averages of a metric over groups of runs, at positions that all groups share.</summary>
/// <param name="Axis">What the positions are on.</param>
/// <param name="Positions">Ascending: those that occur where they are few enough, else the middles of stretches of equal length.</param>
/// <param name="Groups">In the order in which they were asked for.</param>
/// <param name="Missing">Runs that are not there, or have no such metric yet.</param>
public sealed record MetricGroupsResource(
    string Axis, double[] Positions, IReadOnlyList<MetricGroupResource> Groups, IReadOnlyList<MissingSeriesResource> Missing);

/// <summary>
/// A group's average, position by position, over the finite values of its runs. Where no run has a value, and for a deviation where only one
/// has, the number is <c>"NaN"</c>.
/// </summary>
/// <param name="Key">The group.</param>
/// <param name="N">How many runs have a value there.</param>
/// <param name="Mean">Mean over the runs.</param>
/// <param name="Std">Standard deviation of a sample (n − 1).</param>
/// <param name="Stderr">Standard error of the mean.</param>
/// <param name="Min">Smallest value of a run.</param>
/// <param name="Max">Largest value of a run.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record MetricGroupResource(string Key, int[] N, double[] Mean, double[] Std, double[] Stderr, double[] Min, double[] Max);
