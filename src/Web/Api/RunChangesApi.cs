using System.Text.Json;
using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Catalogue.Validation;
using Mantissa.Data.Entities;
using Mantissa.Data.Runs;
using Mantissa.Web.Api.Resources;
using Mantissa.Web.Security;
using Mantissa.Web.Submission;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Mantissa.Web.Api;

/// <summary>What people do with a run besides training it: name, notes, tags, archive, delete, clone.</summary>
internal static class RunChangesApi
{
    private const string MergePatch = "application/merge-patch+json";

    public static void MapRunChanges(this IEndpointRouteBuilder api)
    {
        var runs = api.MapGroup("/runs/{id:guid}").WithTags("Runs");
        runs.MapPatch("/", PatchAsync).Submits().WithSummary("Change a run's name, notes or tags")
            .WithDescription("A JSON merge patch (RFC 7396): a tag that is null is removed, tags that are not named stay. With 'If-Match' the change is made only "
                + "if nobody has changed the run since its 'ETag' was read; what a worker records does not count as a change.")
            .Accepts<RunEditDocument>(MergePatch, "application/json");
        runs.MapDelete("/", DeleteAsync).Submits().WithSummary("Delete a run with all that it recorded")
            .WithDescription("A run that a worker has is refused: cancel it first.");
        runs.MapPost("/archive", (Guid id, RunStore store, RunResources resources, HttpRequest request, CancellationToken token) =>
            ArchiveAsync(id, archived: true, store, resources, request, token)).Submits().WithSummary("Take a run out of the lists");
        runs.MapPost("/restore", (Guid id, RunStore store, RunResources resources, HttpRequest request, CancellationToken token) =>
            ArchiveAsync(id, archived: false, store, resources, request, token)).Submits().WithSummary("Take a run back out of the archive");
        runs.MapGet("/specification", SpecificationAsync).Reads().WithSummary("What to submit to get the same run again").WithEntityTag();
        runs.MapPost("/clone", CloneAsync).Submits().WithSummary("Submit the same run again, with changes")
            .WithDescription("The body is a JSON merge patch (RFC 7396) on the run's specification, for example {\"seed\": 2}; without one, the copy is exact.")
            .Accepts<RunSpecification>(isOptional: true, MergePatch, "application/json");
    }

    private static Task<Results<Ok<RunResource>, ProblemHttpResult>> PatchAsync(
        Guid id, JsonObject changes, RunStore store, RunResources resources, HttpRequest request, CancellationToken cancellationToken)
    {
        var errors = new List<FieldError>();
        var edit = RunEditDocument.Read(changes, errors);
        return errors.Count > 0
            ? Task.FromResult<Results<Ok<RunResource>, ProblemHttpResult>>(Problems.Invalid(errors))
            : ChangeAsync(id, expected => store.EditAsync(id, edit, expected, cancellationToken), resources, request, cancellationToken);
    }

    private static Task<Results<Ok<RunResource>, ProblemHttpResult>> ArchiveAsync(
        Guid id, bool archived, RunStore store, RunResources resources, HttpRequest request, CancellationToken cancellationToken) =>
        ChangeAsync(id, expected => store.ArchiveAsync(id, archived, expected, cancellationToken), resources, request, cancellationToken);

    private static async Task<Results<Ok<RunResource>, ProblemHttpResult>> ChangeAsync(
        Guid id, Func<IReadOnlyCollection<long>?, Task<Run>> change, RunResources resources, HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var run = await change(request.ExpectedRevisions());
            return TypedResults.Ok(await resources.OfAsync(run, request.Site(), cancellationToken));
        }
        catch (Exception refused) when (Refusal(id, refused) is { } problem)
        {
            return problem;
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, RunStore store, HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await store.DeleteAsync(id, request.ExpectedRevisions(), cancellationToken);
            return TypedResults.NoContent();
        }
        catch (Exception refused) when (Refusal(id, refused) is { } problem)
        {
            return problem;
        }
    }

    private static async Task<Results<Ok<RunSpecification>, ProblemHttpResult>> SpecificationAsync(
        Guid id, RunStore store, CancellationToken cancellationToken) =>
        await store.GetAsync(id, cancellationToken) is { } run ? TypedResults.Ok(ToSubmit(run)) : Problems.NoRun(id);

    private static async Task<Results<Created<RunResource>, Ok<RunResource>, ProblemHttpResult>> CloneAsync(
        Guid id, JsonObject? changes,
        [FromHeader(Name = IdempotencyHeader.Name)] string? idempotencyKey,
        RunStore store, SubmissionCatalogue catalogue, StartCheck starts, RunResources resources, HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (await store.GetAsync(id, cancellationToken) is not { } run)
            return Problems.NoRun(id);
        var specification = await WithoutMadeUpNameAsync(ToSubmit(run), catalogue, cancellationToken);
        var patched = MergePatchDocument.Apply(JsonSerializer.SerializeToNode(specification, CatalogueJson.Options)!.AsObject(), changes ?? []);
        try
        {
            specification = patched.Deserialize<RunSpecification>(CatalogueJson.Options)!;
        }
        catch (JsonException wrong)
        {
            return ApiExceptionHandler.Explain(wrong);
        }

        return await RunsApi.SubmitAsync(specification, idempotencyKey, store, catalogue, starts, resources, request, cancellationToken);
    }

    /// <summary>Tags and name as they are now; notes tell of one run and are not copied.</summary>
    private static RunSpecification ToSubmit(Run run) => run.Specification with { Name = run.Name, Tags = run.Tags, Notes = null };

    /// <summary>A name that was made from model, format and seed is made again, because the clone may change them.</summary>
    private static async Task<RunSpecification> WithoutMadeUpNameAsync(
        RunSpecification specification, SubmissionCatalogue catalogue, CancellationToken cancellationToken)
    {
        var unnamed = specification with { Name = null };
        var made = SpecificationValidator.Resolve(unnamed, await catalogue.GetAsync(cancellationToken)).Value;
        return made?.Name == specification.Name ? unnamed : specification;
    }

    private static ProblemHttpResult? Refusal(Guid id, Exception exception) => exception switch
    {
        RunNotFoundException => Problems.NoRun(id),
        RunRevisionException changed => Problems.Changed(changed.Message),
        RunStateException state => Problems.Conflict(state.Message),
        RunEditException edit => Problems.Invalid(edit.Errors),
        _ => null,
    };
}
