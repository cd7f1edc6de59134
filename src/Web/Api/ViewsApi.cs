using Mantissa.Catalogue.Validation;
using Mantissa.Data.Querying;
using Mantissa.Data.Runs;
using Mantissa.Data.Views;
using Mantissa.Web.Api.Resources;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mantissa.Web.Api;

/// <summary>Saved views of the table of runs: what its menu saves, for programs.</summary>
internal static class ViewsApi
{
    private const string Route = "/api/v1/views";

    public static void MapViews(this IEndpointRouteBuilder api)
    {
        var views = api.MapGroup("/views").WithTags("Views");
        views.MapGet("/", ListAsync).Reads().WithSummary("Saved views of the table of runs, by name");
        views.MapPost("/", CreateAsync).Submits().WithSummary("Save a view")
            .WithDescription("Its id is made of the letters and digits of its name. A column is a field of the query language, or progress, result or tags.");
        views.MapGet("/{id}", GetAsync).Reads().WithSummary("A saved view").WithEntityTag();
        views.MapPut("/{id}", SaveAsync).Submits().WithSummary("Replace or rename a view").WithEntityTag()
            .WithDescription("Needs 'If-Match' with the 'ETag' that was read, so that nobody overwrites what somebody else saved; '*' overwrites anything.");
        views.MapDelete("/{id}", DeleteAsync).Submits().WithSummary("Delete a view; the runs stay as they are")
            .WithDescription("With 'If-Match', only if nobody has saved it since its 'ETag' was read.");
    }

    private static async Task<Ok<IReadOnlyList<SavedViewResource>>> ListAsync(SavedViewStore store, HttpRequest request, CancellationToken cancellationToken)
    {
        IReadOnlyList<SavedViewResource> list = [.. (await store.ListAsync(cancellationToken)).Select(view => SavedViewResource.Of(view, request.Site()))];
        return TypedResults.Ok(list);
    }

    private static async Task<Results<Created<SavedViewResource>, ProblemHttpResult>> CreateAsync(
        SavedViewDraft draft, SavedViewStore store, RunSearch search, HttpRequest request, CancellationToken cancellationToken)
    {
        if (await ErrorsAsync(draft, search, cancellationToken) is { Count: > 0 } errors)
            return Problems.Invalid(errors);
        var created = await store.CreateAsync(draft, cancellationToken);
        return TypedResults.Created($"{Route}/{created.Id}", SavedViewResource.Of(created, request.Site()));
    }

    private static async Task<Results<Ok<SavedViewResource>, ProblemHttpResult>> GetAsync(
        string id, SavedViewStore store, HttpRequest request, CancellationToken cancellationToken) =>
        await store.GetAsync(id, cancellationToken) is { } view ? TypedResults.Ok(SavedViewResource.Of(view, request.Site())) : None(id);

    private static async Task<Results<Ok<SavedViewResource>, ProblemHttpResult>> SaveAsync(
        string id, SavedViewDraft draft, SavedViewStore store, RunSearch search, HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.Headers.IfMatch.Count == 0)
            return Problems.Unconditional("Send 'If-Match' with the 'ETag' of the view that you changed, or '*' to overwrite whatever is there.");
        if (await ErrorsAsync(draft, search, cancellationToken) is { Count: > 0 } errors)
            return Problems.Invalid(errors);
        if (await store.GetAsync(id, cancellationToken) is not { } current)
            return None(id);
        try
        {
            // Whichever version is allowed is the one that is replaced, or none.
            if (request.ExpectedRevisions() is { } allowed && !allowed.Contains(current.Version))
                throw new SavedViewConflictException(current);
            return TypedResults.Ok(SavedViewResource.Of(await store.SaveAsync(id, current.Version, draft, cancellationToken), request.Site()));
        }
        catch (SavedViewConflictException conflict)
        {
            return Problems.Changed(conflict.Message);
        }
        catch (SavedViewNotFoundException)
        {
            return None(id);
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string id, SavedViewStore store, HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            int? expected = null;
            if (request.ExpectedRevisions() is { } allowed && await store.GetAsync(id, cancellationToken) is { } current)
                expected = allowed.Contains(current.Version) ? current.Version : throw new SavedViewConflictException(current);
            return await store.DeleteAsync(id, expected, cancellationToken) ? TypedResults.NoContent() : None(id);
        }
        catch (SavedViewConflictException conflict)
        {
            return Problems.Changed(conflict.Message);
        }
    }

    private static async Task<IReadOnlyList<FieldError>> ErrorsAsync(SavedViewDraft draft, RunSearch search, CancellationToken cancellationToken)
    {
        var errors = SavedViewRules.Check(draft);
        if (errors.Count > 0 || !FilterText.IsQuery(draft.Content.Filter))
            return errors;
        try
        {
            QueryParser.Parse(draft.Content.Filter, await search.ContextAsync(cancellationToken));
            return errors;
        }
        catch (QuerySyntaxException mistake)
        {
            return [new("content.filter", draft.Content.Filter, $"The query has a mistake {mistake.Message}")];
        }
    }

    private static ProblemHttpResult None(string id) => Problems.NotFound($"There is no view '{id}'.");
}
