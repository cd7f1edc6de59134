using Mantissa.Catalogue.Validation;
using Mantissa.Data.Dashboards;
using Mantissa.Web.Api.Resources;
using Mantissa.Web.Dashboards;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mantissa.Web.Api;

/// <summary>Dashboards: what pages save, for programs.</summary>
internal static class DashboardsApi
{
    private const string Route = "/api/v1/dashboards";

    public static void MapDashboards(this IEndpointRouteBuilder api)
    {
        var dashboards = api.MapGroup("/dashboards").WithTags("Dashboards");
        dashboards.MapGet("/", ListAsync).Reads().WithSummary("Dashboards, the last one saved first");
        dashboards.MapPost("/", CreateAsync).Submits().WithSummary("Make a dashboard");
        dashboards.MapGet("/{id:guid}", GetAsync).Reads().WithSummary("A dashboard with its widgets").WithEntityTag();
        dashboards.MapPut("/{id:guid}", SaveAsync).Submits().WithSummary("Replace a dashboard").WithEntityTag()
            .WithDescription("Needs 'If-Match' with the 'ETag' that was read, so that nobody overwrites what somebody else saved; '*' overwrites anything.");
        dashboards.MapDelete("/{id:guid}", DeleteAsync).Submits().WithSummary("Delete a dashboard and the links to it")
            .WithDescription("With 'If-Match', only if nobody has saved it since its 'ETag' was read.");
    }

    private static async Task<Ok<IReadOnlyList<DashboardResource>>> ListAsync(DashboardStore store, HttpRequest request, CancellationToken cancellationToken)
    {
        IReadOnlyList<DashboardResource> list = [.. (await store.ListAsync(cancellationToken)).Select(dashboard => DashboardResource.Of(dashboard, request.Site()))];
        return TypedResults.Ok(list);
    }

    private static async Task<Results<Created<DashboardResource>, ProblemHttpResult>> CreateAsync(
        DashboardDraft draft, DashboardStore store, RunSelector selector, HttpRequest request, CancellationToken cancellationToken)
    {
        if (await ErrorsAsync(draft, selector, cancellationToken) is { Count: > 0 } errors)
            return Problems.Invalid(errors);
        var created = await store.CreateAsync(draft, cancellationToken);
        return TypedResults.Created($"{Route}/{created.Id}", DashboardResource.Of(created, request.Site()));
    }

    private static async Task<Results<Ok<DashboardResource>, ProblemHttpResult>> GetAsync(
        Guid id, DashboardStore store, HttpRequest request, CancellationToken cancellationToken) =>
        await store.GetAsync(id, cancellationToken) is { } dashboard ? TypedResults.Ok(DashboardResource.Of(dashboard, request.Site())) : None(id);

    private static async Task<Results<Ok<DashboardResource>, ProblemHttpResult>> SaveAsync(
        Guid id, DashboardDraft draft, DashboardStore store, RunSelector selector, HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.Headers.IfMatch.Count == 0)
            return Problems.Unconditional("Send 'If-Match' with the 'ETag' of the dashboard that you changed, or '*' to overwrite whatever is there.");
        if (await ErrorsAsync(draft, selector, cancellationToken) is { Count: > 0 } errors)
            return Problems.Invalid(errors);
        if (await store.GetAsync(id, cancellationToken) is not { } current)
            return None(id);
        try
        {
            // Whichever version is allowed is the one that is replaced, or none.
            if (request.ExpectedRevisions() is { } allowed && !allowed.Contains(current.Version))
                throw new DashboardConflictException(current);
            return TypedResults.Ok(DashboardResource.Of(await store.SaveAsync(id, current.Version, draft, cancellationToken), request.Site()));
        }
        catch (DashboardConflictException conflict)
        {
            return Problems.Changed(conflict.Message);
        }
        catch (DashboardNotFoundException)
        {
            return None(id);
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, DashboardStore store, HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            int? expected = null;
            if (request.ExpectedRevisions() is { } allowed && await store.GetAsync(id, cancellationToken) is { } current)
                expected = allowed.Contains(current.Version) ? current.Version : throw new DashboardConflictException(current);
            return await store.DeleteAsync(id, expected, cancellationToken) ? TypedResults.NoContent() : None(id);
        }
        catch (DashboardConflictException conflict)
        {
            return Problems.Changed(conflict.Message);
        }
    }

    private static async Task<IReadOnlyList<FieldError>> ErrorsAsync(DashboardDraft draft, RunSelector selector, CancellationToken cancellationToken) =>
        DashboardCheck.Check(draft) is { Count: > 0 } errors ? errors : await selector.CheckAsync(draft, cancellationToken);

    private static ProblemHttpResult None(Guid id) => Problems.NotFound($"There is no dashboard {id}.");
}
