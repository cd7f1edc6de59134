using Mantissa.Catalogue;
using Mantissa.Catalogue.Validation;
using Mantissa.Data.Comparisons;
using Mantissa.Data.Entities;
using Mantissa.Data.Runs;
using Mantissa.Data.Uploads;
using Mantissa.Web.Api.Resources;
using Mantissa.Web.Security;
using Mantissa.Web.Submission;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Mantissa.Web.Api;

/// <summary>Grids of runs and what they say about formats.</summary>
internal static class ComparisonsApi
{
    private const int LargestPage = 500;

    /// <summary>A comparison in a list.</summary>
    /// <param name="Id">The comparison.</param>
    /// <param name="Name">Given, or made from its models and formats.</param>
    /// <param name="Baseline">The format that the others are measured against.</param>
    /// <param name="Runs">How many runs it has.</param>
    /// <param name="Finished">How many of them have ended, in whatever way.</param>
    /// <param name="Failed">How many of those failed.</param>
    /// <param name="CreatedAt">When it was submitted.</param>
    /// <param name="Url">The comparison's page.</param>
    public sealed record ComparisonSummaryResource(
        Guid Id, string Name, string Baseline, int Runs, int Finished, int Failed, DateTimeOffset CreatedAt, string Url);

    public static void MapComparisons(this IEndpointRouteBuilder api)
    {
        var comparisons = api.MapGroup("/comparisons").WithTags("Comparisons");
        comparisons.MapPost("/", SubmitAsync).Submits().WithSummary("Submit a grid of runs: models × formats × seeds");
        comparisons.MapGet("/", ListAsync).Reads().WithSummary("List comparisons, newest first");
        comparisons.MapGet("/{id:guid}", GetAsync).Reads().WithSummary("Get a comparison with its runs");
        comparisons.MapGet("/{id:guid}/parity", ParityAsync).Reads().WithSummary("Each format against the baseline, with an interval over seeds and a verdict");
    }

    private static async Task<Results<Created<ComparisonResource>, Ok<ComparisonResource>, ProblemHttpResult>> SubmitAsync(
        ComparisonSpecification specification,
        [FromHeader(Name = IdempotencyHeader.Name)] string? idempotencyKey,
        RunStore runs, ComparisonStore comparisons, SubmissionCatalogue catalogue, StartCheck starts, RunResources resources, HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (IdempotencyHeader.Problem(idempotencyKey) is { } problem)
            return Problems.Invalid(IdempotencyHeader.Name, problem);
        var known = await catalogue.GetAsync(cancellationToken);
        var resolution = ComparisonGrid.Expand(specification, known);
        if (resolution.Value is not { } resolved)
            return Problems.Invalid(resolution.ErrorsByField());
        var runsOfModel = resolved.Count / specification.Models.Count;
        if (await starts.ErrorsAsync(resolved, i => $"models[{i / runsOfModel}].{StartCheck.Field}", known, cancellationToken) is { Count: > 0 } errors)
            return Problems.Invalid(errors);
        try
        {
            var submitted = await runs.SubmitComparisonAsync(specification, resolved, idempotencyKey, cancellationToken);
            var resource = await OfAsync(submitted.Value, comparisons, resources, request.Site(), cancellationToken);
            return submitted.Replayed ? TypedResults.Ok(resource) : TypedResults.Created($"/api/v1/comparisons/{resource.Id}", resource);
        }
        catch (Exception conflict) when (conflict is IdempotencyConflictException or IdempotencyGoneException)
        {
            return Problems.Conflict(conflict.Message);
        }
        catch (StartCheckpointException gone)
        {
            return Problems.Invalid(StartCheck.Field, gone.Message);
        }
        catch (UploadMissingException missing)
        {
            return Problems.Invalid("datasetOptions.set", missing.Message);
        }
    }

    private static async Task<Results<Ok<IReadOnlyList<ComparisonSummaryResource>>, ProblemHttpResult>> ListAsync(
        int? skip, int? limit, ComparisonStore comparisons, HttpRequest request, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > LargestPage)
            return Problems.Invalid("limit", $"A page holds 1 to {LargestPage} comparisons, not {limit}.");
        if (skip < 0)
            return Problems.Invalid("skip", "Comparisons to pass over cannot be negative.");
        IReadOnlyList<ComparisonSummaryResource> list = (await comparisons.ListAsync(skip ?? 0, limit ?? 50, cancellationToken))
            .Select(c => new ComparisonSummaryResource(
                c.Comparison.Id, c.Comparison.Name, c.Comparison.Baseline, c.Runs, c.Finished, c.Failed, c.Comparison.CreatedAt,
                UrlOf(request.Site(), c.Comparison.Id)))
            .ToList();
        return TypedResults.Ok(list);
    }

    private static async Task<Results<Ok<ComparisonResource>, ProblemHttpResult>> GetAsync(
        Guid id, ComparisonStore comparisons, RunResources resources, HttpRequest request, CancellationToken cancellationToken) =>
        await comparisons.GetAsync(id, cancellationToken) is { } comparison
            ? TypedResults.Ok(await OfAsync(comparison, comparisons, resources, request.Site(), cancellationToken))
            : Problems.NotFound($"There is no comparison {id}.");

    private static async Task<Results<Ok<ParityTable>, ProblemHttpResult>> ParityAsync(
        Guid id, ComparisonStore comparisons, CancellationToken cancellationToken) =>
        await comparisons.ParityAsync(id, cancellationToken) is { } table
            ? TypedResults.Ok(table)
            : Problems.NotFound($"There is no comparison {id}.");

    private static async Task<ComparisonResource> OfAsync(
        Comparison comparison, ComparisonStore comparisons, RunResources resources, string site, CancellationToken cancellationToken) => new(
        comparison.Id, comparison.Name, comparison.Baseline, comparison.Specification, UrlOf(site, comparison.Id), comparison.CreatedAt,
        await resources.OfAsync(await comparisons.RunsAsync(comparison.Id, cancellationToken), site, cancellationToken));

    private static string UrlOf(string site, Guid id) => $"{site}/comparisons/{id}";
}
