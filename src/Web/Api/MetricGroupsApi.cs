using Mantissa.Catalogue.Validation;
using Mantissa.Data.Metrics;
using Mantissa.Web.Api.Resources;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mantissa.Web.Api;

/// <summary>Averages of a metric over groups of runs, e.g. over the seeds of each format.</summary>
internal static class MetricGroupsApi
{
    private const int MostGroups = 100;
    private const int LeastPositions = 2;
    private const int MostPositions = 5000;
    private const int LongestKey = 250;

    /// <summary>Which metric of which groups of runs, and over what.</summary>
    public sealed record MetricGroupsRequest
    {
        /// <summary>The metric.</summary>
        public required string Name { get; init; }

        /// <summary>A run may be in several.</summary>
        public required IReadOnlyList<MetricGroupRequest> Groups { get; init; }

        /// <summary><c>step</c>, <c>epoch</c>, <c>time</c> or <c>elapsed</c>.</summary>
        public string Axis { get; init; } = AxisNames.Standard;

        /// <summary>At most so many positions on the axis.</summary>
        public int Positions { get; init; } = 200;

        /// <summary>Whether a run without a value at a position counts with the straight line between its neighbours there; else it does not count.</summary>
        public bool Interpolated { get; init; }

        /// <summary>First position wanted, in units of the axis, inclusive.</summary>
        public double? From { get; init; }

        /// <summary>Last position wanted, in units of the axis, inclusive.</summary>
        public double? To { get; init; }
    }

    /// <summary>Runs that are averaged.</summary>
    /// <param name="Key">What the answer calls them.</param>
    /// <param name="Runs">Their ids.</param>
    public sealed record MetricGroupRequest(string Key, IReadOnlyList<Guid> Runs);

    public static void MapMetricGroups(this IEndpointRouteBuilder api) =>
        api.MapPost("/metrics/groups", AverageAsync).Reads().WithTags("Metrics").WithSummary("Averages of a metric over groups of runs, on a common axis")
            .WithDescription($"Mean, standard deviation, standard error, smallest and largest value over the runs of each group, and their number, at positions that all groups "
                + $"share. {AxisNames.Explanation}; 'from' and 'to' are in its units. 'positions' is {LeastPositions} to {MostPositions}: with more that occur, each run is averaged "
                + $"over stretches of equal length first. A run counts only where it has values, unless 'interpolated' is true. At most {MostGroups} groups of {MetricsApi.MostRuns} runs in all.");

    private static async Task<Results<Ok<MetricGroupsResource>, ProblemHttpResult>> AverageAsync(
        MetricGroupsRequest request, MetricStore metrics, CancellationToken cancellationToken)
    {
        if (Check(request).ToList() is { Count: > 0 } errors)
            return Problems.Invalid(errors);
        var groups = request.Groups.Select(group => new RunGroup(group.Key, group.Runs)).ToList();
        var curves = await metrics.GroupAsync(
            new(groups, request.Name, AxisNames.Find(request.Axis)!.Value, request.Positions, request.Interpolated, request.From, request.To), cancellationToken);
        var runs = groups.SelectMany(group => group.RunIds).Distinct().ToList();
        var found = (await metrics.ListAsync(runs, [request.Name], cancellationToken)).Select(series => series.RunId).ToHashSet();
        return TypedResults.Ok(new MetricGroupsResource(
            request.Axis, curves[0].Positions,
            curves.Select(c => new MetricGroupResource(c.Key, c.Runs, c.Mean, c.Deviation, c.Error, c.Min, c.Max)).ToList(),
            runs.Where(run => !found.Contains(run)).Select(run => new MissingSeriesResource(run, request.Name)).ToList()));
    }

    private static IEnumerable<FieldError> Check(MetricGroupsRequest request)
    {
        if (string.IsNullOrEmpty(request.Name))
            yield return Wrong("name", "Name a metric, for example train/loss.");
        if (AxisNames.Find(request.Axis ?? "") is null)
            yield return Wrong("axis", AxisNames.Unknown(request.Axis ?? ""));
        if (request.Positions is < LeastPositions or > MostPositions)
            yield return Wrong("positions", $"An axis can have {LeastPositions} to {MostPositions} positions, not {request.Positions}.");
        if (request.From > request.To)
            yield return Wrong("from", $"The first position ({request.From}) lies after the last ({request.To}).");
        if (request.Groups is not { Count: > 0 and <= MostGroups })
        {
            yield return Wrong("groups", $"Name 1 to {MostGroups} groups, not {request.Groups?.Count ?? 0}.");
            yield break;
        }

        foreach (var (index, group) in request.Groups.Index())
        {
            if (group is not { Key.Length: > 0 and <= LongestKey })
                yield return Wrong($"groups[{index}].key", $"A group has a key of 1 to {LongestKey} characters.");
            if (group is not { Runs.Count: > 0 })
                yield return Wrong($"groups[{index}].runs", "Name at least one run.");
        }

        if (request.Groups.Sum(group => (long)(group?.Runs?.Count ?? 0)) is > MetricsApi.MostRuns and var runs)
            yield return Wrong("groups", $"The groups can have {MetricsApi.MostRuns} runs in all, not {runs:N0}.");
    }

    private static FieldError Wrong(string field, string message) => new(field, null, message);
}
