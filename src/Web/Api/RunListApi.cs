using Mantissa.Data.Entities;
using Mantissa.Data.Querying;
using Mantissa.Data.Runs;
using Mantissa.Web.Api.Resources;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mantissa.Web.Api;

/// <summary>Lists of runs, by query.</summary>
internal static class RunListApi
{
    public const int LargestPage = 500;

    /// <summary>A query for the body of a request, where an address would be too short for it. Everything may be left out.</summary>
    /// <param name="Filter">Conditions and order in the query language.</param>
    /// <param name="Search">Words that must all appear in name, model, format, dataset, status or tags.</param>
    /// <param name="Status">Statuses, any of which the run may have.</param>
    /// <param name="Comparison">A comparison that the run belongs to.</param>
    /// <param name="Archived"><c>false</c>, <c>true</c> or <c>any</c>.</param>
    /// <param name="Sort">A key to sort by, with <c>-</c> before it for descending, unless the filter has an order.</param>
    /// <param name="Cursor">Of the page before, asked with the same query.</param>
    /// <param name="Limit">Runs on a page, 1 to 500.</param>
    public sealed record RunSearchRequest(
        string? Filter, string? Search, string[]? Status, Guid? Comparison, string? Archived, string? Sort, string? Cursor, int? Limit);

    public static void MapRunList(this IEndpointRouteBuilder api)
    {
        var runs = api.MapGroup("/runs").WithTags("Runs");
        runs.MapGet("/", (
                string? filter, string? search, string[]? status, Guid? comparison, string? archived, string? sort, string? cursor, int? limit,
                RunStore store, RunResources resources, HttpRequest request, CancellationToken token) =>
                ListAsync(new(filter, search, status, comparison, archived, sort, cursor, limit), store, resources, request, token)).Reads()
            .WithSummary("List runs")
            .WithDescription("'filter' is a query, for example: model = 'wgan' and metrics.kid.min < 0.2 order by metrics.kid.min. 'search' are words that must all "
                + "appear in name, model, format, dataset, status or tags. 'status' may be repeated. 'nextCursor' of a page, given as 'cursor' with the same query, "
                + "continues it, however many runs are added meanwhile.")
            .WithEntityTag();
        runs.MapPost("/search", (RunSearchRequest query, RunStore store, RunResources resources, HttpRequest request, CancellationToken token) =>
                ListAsync(query, store, resources, request, token)).Reads()
            .WithSummary("List runs by a query in the body");
        runs.MapGet("/fields", FieldsAsync).Reads().WithSummary("What queries can name: attributes, and the parameters, metrics and tags that runs have").WithEntityTag();
    }

    private static async Task<Results<Ok<RunPageResource>, ProblemHttpResult>> ListAsync(
        RunSearchRequest query, RunStore store, RunResources resources, HttpRequest request, CancellationToken cancellationToken)
    {
        if (query.Limit is < 1 or > LargestPage)
            return Problems.Invalid("limit", $"A page holds 1 to {LargestPage} runs, not {query.Limit}.");
        var statuses = new List<RunStatus>();
        foreach (var name in query.Status ?? [])
        {
            if (!Enum.TryParse<RunStatus>(name, ignoreCase: true, out var known) || !Enum.IsDefined(known) || char.IsAsciiDigit(name[0]))
                return Problems.Invalid("status", $"There is no status '{name}'. Known: {string.Join(", ", Enum.GetNames<RunStatus>())}.");
            statuses.Add(known);
        }

        if (query.Archived is not (null or "false" or "true" or "any"))
            return Problems.Invalid("archived", "Write archived=false (the default), archived=true or archived=any.");
        if (query.Search?.Length > QueryLimits.Characters)
            return Problems.Invalid("search", $"The words may have at most {QueryLimits.Characters:N0} characters.");

        try
        {
            var page = await store.ListAsync(
                new()
                {
                    Filter = query.Filter,
                    Text = query.Search,
                    Statuses = statuses,
                    ComparisonId = query.Comparison,
                    Archived = query.Archived == "any" ? null : query.Archived == "true",
                    Sort = query.Sort ?? RunSort.Default,
                    Cursor = query.Cursor,
                    Limit = query.Limit ?? 50,
                },
                cancellationToken);
            return TypedResults.Ok(new RunPageResource(
                await resources.OfAsync(page.Items, request.Site(), cancellationToken), page.NextCursor, page.TotalCount));
        }
        catch (QuerySyntaxException error)
        {
            return Problems.Syntax("filter", error);
        }
        catch (RunQueryException bad)
        {
            return Problems.Invalid(bad.Parameter, bad.Message);
        }
    }

    private static async Task<Ok<QueryFieldsResource>> FieldsAsync(QueryFieldStore fields, CancellationToken cancellationToken) =>
        TypedResults.Ok(QueryFieldsResource.Of(await fields.GetAsync(cancellationToken)));
}
