using System.Text.Json.Serialization;

namespace Mantissa.Web.Api.Resources;

/// <summary>What is known of a metric of a run. Values that are not finite are written as text: <c>"NaN"</c>, <c>"Infinity"</c>.</summary>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record MetricSummaryResource(
    string Name, long Count, long FirstStep, long LastStep, double First, double Last,
    double? Min, long? MinStep, double? Max, long? MaxStep, double? Mean, long NonFinite);

/// <summary>Points of one metric of one run, in ascending step.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Name">The metric.</param>
/// <param name="Steps">Training steps.</param>
/// <param name="Values">As many values; those that are not finite are written as text.</param>
/// <param name="Times">When each was measured, in milliseconds since the Unix epoch.</param>
/// <param name="TotalPoints">How many points there are in the range asked for.</param>
/// <param name="Downsampled">Whether these are fewer; extremes, first and last are always among them.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record SeriesResource(Guid RunId, string Name, long[] Steps, double[] Values, double[] Times, long TotalPoints, bool Downsampled);

/// <summary>The series that were found, of all that were asked for.</summary>
/// <param name="Series">Those that there are.</param>
/// <param name="Missing">Those that there are not: the run is unknown, or has no such metric yet.</param>
public sealed record SeriesListResource(IReadOnlyList<SeriesResource> Series, IReadOnlyList<MissingSeriesResource> Missing);

/// <summary>A series that was asked for and is not there.</summary>
public sealed record MissingSeriesResource(Guid RunId, string Name);
