using Mantissa.Data.Querying;
using Mantissa.Data.Runs;

namespace Mantissa.Web.Mlflow;

/// <summary>Searches runs, all of them, by MLflow's filter strings: the query language reads them as MLflow does.</summary>
internal static class MlflowRunSearch
{
    private const int LargestPage = 50_000;

    public static async Task<IResult> SearchAsync(MlflowCall call, RunSearch search, MlflowRuns shown, CancellationToken cancellationToken)
    {
        var size = call.Int64("max_results") ?? RunSearch.MaximumPage;
        if (size is < 1 or > LargestPage)
            throw MlflowError.Invalid($"Invalid value for max_results: it is from 1 to {LargestPage}, not {size}.");
        var experiments = call.Texts("experiment_ids").Select(MlflowIds.Experiment).Distinct().ToList();
        if (experiments.Count == 0)
            return MlflowJson.Answer(new { Runs = Array.Empty<MlflowRun>() });
        var context = await search.ContextAsync(cancellationToken) with { Mlflow = true };
        var page = await PageAsync(search, new()
        {
            Condition = MlflowFilter.Parse(call.Text("filter"), context),
            ExperimentIds = experiments,
            Archived = Archived(call),
            Order = [.. call.Texts("order_by").Take(QueryLimits.OrderKeys).Select(key => MlflowFilter.ParseOrder(key, context)), new(new AttributeField(RunAttributes.Find("started")!), Descending: true)],
            Cursor = call.Text("page_token"),

            // Clients that want more follow the token.
            Limit = (int)Math.Min(size, RunSearch.MaximumPage),
        }, cancellationToken);
        return MlflowJson.Answer(new { Runs = await shown.OfAsync(page.Items, cancellationToken), NextPageToken = page.NextCursor });
    }

    /// <summary>Whether deleted runs, those that are not, or both are wanted.</summary>
    public static bool? Archived(MlflowCall call, string field = "run_view_type") => call.Text(field) switch
    {
        null or "" or "ACTIVE_ONLY" => false,
        "DELETED_ONLY" => true,
        "ALL" => null,
        var other => throw MlflowError.Invalid($"Invalid {field} '{other}'. Known: ACTIVE_ONLY, DELETED_ONLY, ALL."),
    };

    private static async Task<RunPage> PageAsync(RunSearch search, RunQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await search.ListAsync(query, cancellationToken);
        }
        catch (RunQueryException bad)
        {
            throw MlflowError.Invalid(bad.Parameter == "cursor" ? $"Invalid page_token: {bad.Message}" : bad.Message);
        }
    }
}
