using Mantissa.Catalogue;
using Mantissa.Catalogue.Validation;
using Mantissa.Data.Runs;
using Mantissa.Data.Uploads;
using Mantissa.Web.Api.Resources;
using Mantissa.Web.Security;
using Mantissa.Web.Submission;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Mantissa.Web.Api;

/// <summary>Submit, get, cancel and retry runs; lists are in <see cref="RunListApi"/>, how people change one in <see cref="RunChangesApi"/>.</summary>
internal static class RunsApi
{
    public static void MapRuns(this IEndpointRouteBuilder api)
    {
        var runs = api.MapGroup("/runs").WithTags("Runs");
        runs.MapPost("/", SubmitAsync).Submits().WithSummary("Submit a run");
        runs.MapGet("/{id:guid}", GetAsync).Reads().WithSummary("Get a run").WithEntityTag();
        runs.MapPost("/{id:guid}/cancel", CancelAsync).Submits().WithSummary("Ask a run to stop");
        runs.MapPost("/{id:guid}/retry", RetryAsync).Submits().WithSummary("Queue a failed or cancelled run again, from its last checkpoint");
    }

    internal static async Task<Results<Created<RunResource>, Ok<RunResource>, ProblemHttpResult>> SubmitAsync(
        RunSpecification specification,
        [FromHeader(Name = IdempotencyHeader.Name)] string? idempotencyKey,
        RunStore store, SubmissionCatalogue catalogue, StartCheck starts, RunResources resources, HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (IdempotencyHeader.Problem(idempotencyKey) is { } problem)
            return Problems.Invalid(IdempotencyHeader.Name, problem);
        var known = await catalogue.GetAsync(cancellationToken);
        var resolution = SpecificationValidator.Resolve(specification, known);
        if (resolution.Value is not { } resolved)
            return Problems.Invalid(resolution.ErrorsByField());
        if (await starts.ErrorsAsync([resolved], _ => StartCheck.Field, known, cancellationToken) is { Count: > 0 } errors)
            return Problems.Invalid(errors);
        try
        {
            var submitted = await store.SubmitAsync(resolved, idempotencyKey, cancellationToken);
            var resource = await resources.OfAsync(submitted.Value, request.Site(), cancellationToken);
            return submitted.Replayed ? TypedResults.Ok(resource) : TypedResults.Created($"/api/v1/runs/{resource.Id}", resource);
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

    private static async Task<Results<Ok<RunResource>, ProblemHttpResult>> GetAsync(
        Guid id, RunStore store, RunResources resources, HttpRequest request, CancellationToken cancellationToken) =>
        await store.GetAsync(id, cancellationToken) is { } run
            ? TypedResults.Ok(await resources.OfAsync(run, request.Site(), cancellationToken))
            : Problems.NoRun(id);

    private static async Task<Results<Ok<RunResource>, ProblemHttpResult>> CancelAsync(
        Guid id, RunStore store, RunResources resources, HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var asked = await store.RequestCancelAsync(id, cancellationToken);
            var run = (await store.GetAsync(id, cancellationToken))!;
            return asked
                ? TypedResults.Ok(await resources.OfAsync(run, request.Site(), cancellationToken))
                : Problems.Conflict($"The run is {run.Status.ToString().ToLowerInvariant()} already; there is nothing to cancel.");
        }
        catch (RunNotFoundException)
        {
            return Problems.NoRun(id);
        }
    }

    private static async Task<Results<Ok<RunResource>, ProblemHttpResult>> RetryAsync(
        Guid id, RunStore store, RunResources resources, HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var run = await store.RetryAsync(id, cancellationToken);
            return TypedResults.Ok(await resources.OfAsync(run, request.Site(), cancellationToken));
        }
        catch (RunNotFoundException)
        {
            return Problems.NoRun(id);
        }
        catch (RunStateException state)
        {
            return Problems.Conflict(state.Message);
        }
    }
}
