using Mantissa.Data.Histograms;
using Mantissa.Data.Runs;
using Mantissa.Web.Api.Resources;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mantissa.Web.Api;

/// <summary>Histograms of what runs stored in their number formats.</summary>
internal static class HistogramsApi
{
    public const int LeastPoints = 2;
    public const int MostPoints = 500;
    public const int DefaultPoints = 40;

    private const string Meaning =
        "A count k places after 'first' is of values with 2^k ≤ |x| / 2^unit < 2^(k+1): where mantissas share an exponent, of those whose leading bit is bit k. "
        + "'zeros' and 'saturated' (at the format's bounds) are counted apart. 'octaves' is how many powers of two the format has; 0 where blocks have scales of their own, and 'unit' is 0 then.";

    public static void MapHistograms(this IEndpointRouteBuilder api)
    {
        var histograms = api.MapGroup("/runs/{id:guid}/histograms").WithTags("Metrics");
        histograms.MapGet("/", ListAsync).Reads().WithSummary("Of which sites of its number format a run has histograms, and at how many steps");
        histograms.MapGet("/{site}", (Guid id, string site, long? from, long? to, int? points, RunStore runs, HistogramStore store, CancellationToken token) =>
                ReadAsync(id, site, from, to, points ?? DefaultPoints, runs, store, token)).Reads()
            .WithSummary("The histograms of a site over the steps")
            .WithDescription($"At most 'points' steps ({LeastPoints} to {MostPoints}, {DefaultPoints} when left out) from 'from' to 'to', inclusive: an even choice, with the first and the last. {Meaning}");
    }

    private static async Task<Results<Ok<HistogramSitesResource>, ProblemHttpResult>> ListAsync(
        Guid id, RunStore runs, HistogramStore store, CancellationToken cancellationToken)
    {
        if (await runs.GetAsync(id, cancellationToken) is null)
            return Problems.NoRun(id);
        var summary = await store.ListAsync(id, cancellationToken);
        return TypedResults.Ok(new HistogramSitesResource(summary.Sites, summary.Steps, summary.FirstStep, summary.LastStep));
    }

    private static async Task<Results<Ok<HistogramSeriesResource>, ProblemHttpResult>> ReadAsync(
        Guid id, string site, long? from, long? to, int points, RunStore runs, HistogramStore store, CancellationToken cancellationToken)
    {
        if (points is < LeastPoints or > MostPoints)
            return Problems.Invalid("points", $"A site can be asked for {LeastPoints} to {MostPoints} histograms, not {points}.");
        if (from > to)
            return Problems.Invalid("from", $"The first step ({from}) lies after the last ({to}).");
        if (await runs.GetAsync(id, cancellationToken) is null)
            return Problems.NoRun(id);
        if (!(await store.ListAsync(id, cancellationToken)).Sites.Contains(site))
            return Problems.NotFound("site", $"Run {id} has no histogram of '{site}'; GET /api/v1/runs/{id}/histograms lists the sites that it has.");
        var series = await store.ReadAsync(id, site, from, to, points, cancellationToken);
        return TypedResults.Ok(new HistogramSeriesResource(
            site, series.Total,
            [.. series.Points.Select(point => new HistogramResource(
                point.Step, point.Histogram.Unit, point.Histogram.Octaves, point.Histogram.Values, point.Histogram.Zeros, point.Histogram.Saturated,
                point.Histogram.First, point.Histogram.Counts))]));
    }
}
