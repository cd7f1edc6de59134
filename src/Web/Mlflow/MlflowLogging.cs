using Mantissa.Data.External;
using Mantissa.Data.Runs;
using Mantissa.Web.Security;

namespace Mantissa.Web.Mlflow;

/// <summary>What clients log: metrics, parameters and tags, one at a time or in batches. A request that is repeated changes nothing.</summary>
internal static class MlflowLogging
{
    public static void MapLogging(this IEndpointRouteBuilder tracking)
    {
        var runs = tracking.MapGroup("/runs");
        runs.MapPost("/log-metric", LogMetricAsync).Records();
        runs.MapPost("/log-parameter", LogParameterAsync).Records();
        runs.MapPost("/log-batch", LogBatchAsync).Records();
        runs.MapPost("/set-tag", SetTagAsync).Records();
        runs.MapPost("/delete-tag", DeleteTagAsync).Records();
        runs.MapPost("/log-inputs", AcceptAsync).Records();
        runs.MapPost("/log-model", AcceptAsync).Records();
    }

    private static async Task<IResult> LogMetricAsync(MlflowCall call, RunStore store, ExternalRunStore external, CancellationToken cancellationToken)
    {
        var metric = MlflowRules.Metric(call);
        var run = await MlflowRunCalls.RequireActiveAsync(call, store, cancellationToken);
        await external.AddPointsAsync(run.Id, [metric], cancellationToken);
        return MlflowJson.Done();
    }

    private static async Task<IResult> LogParameterAsync(MlflowCall call, RunStore store, ExternalRunStore external, CancellationToken cancellationToken)
    {
        var (key, value) = MlflowRules.Parameter(call);
        var run = await MlflowRunCalls.RequireActiveAsync(call, store, cancellationToken);
        await external.AddParametersAsync(run.Id, new Dictionary<string, string> { [key] = value }, cancellationToken);
        return MlflowJson.Done();
    }

    /// <summary>Everything is checked before anything is written; parameters come first, because only they can still be refused.</summary>
    private static async Task<IResult> LogBatchAsync(MlflowCall call, RunStore store, ExternalRunStore external, CancellationToken cancellationToken)
    {
        if (call.Length > MlflowRules.LargestBatch)
            throw MlflowError.Invalid($"Batched logging API requests must be at most {MlflowRules.LargestBatch} bytes, got a request of size {call.Length}.");
        var (metrics, parameters, tags) = (call.List("metrics"), call.List("params"), call.List("tags"));
        MlflowRules.Limit("metrics", metrics.Count, MlflowRules.MostMetrics);
        MlflowRules.Limit("params", parameters.Count, MlflowRules.MostParameters);
        MlflowRules.Limit("tags", tags.Count, MlflowRules.MostTags);
        MlflowRules.Limit("metrics, params, and tags", metrics.Count + parameters.Count + tags.Count, MlflowRules.MostEntities);
        var points = metrics.Select(MlflowRules.Metric).ToList();
        var set = Distinct(parameters.Select(MlflowRules.Parameter));
        var edit = MlflowEdit.Of(tags.Select(MlflowRules.Tag));
        var run = await MlflowRunCalls.RequireActiveAsync(call, store, cancellationToken);
        if (set.Count > 0)
            await external.AddParametersAsync(run.Id, set, cancellationToken);
        if (points.Count > 0)
            await external.AddPointsAsync(run.Id, points, cancellationToken);
        if (tags.Count > 0)
            await store.EditAsync(run.Id, edit, expected: null, cancellationToken);
        return MlflowJson.Done();
    }

    private static async Task<IResult> SetTagAsync(MlflowCall call, RunStore store, CancellationToken cancellationToken)
    {
        var tag = MlflowRules.Tag(call);
        var run = await MlflowRunCalls.RequireActiveAsync(call, store, cancellationToken);
        await store.EditAsync(run.Id, MlflowEdit.Of([tag]), expected: null, cancellationToken);
        return MlflowJson.Done();
    }

    private static async Task<IResult> DeleteTagAsync(MlflowCall call, RunStore store, CancellationToken cancellationToken)
    {
        var key = MlflowRules.Key("tag", call.Text("key"));
        var run = await MlflowRunCalls.RequireActiveAsync(call, store, cancellationToken);
        if (key == MlflowRuns.NotesTag ? run.Notes is null : !run.Tags.ContainsKey(key))
            throw MlflowError.NotThere($"There is no tag with the name '{key}' on run {MlflowIds.Of(run.Id)}.");
        await store.EditAsync(run.Id, MlflowEdit.Without(key), expected: null, cancellationToken);
        return MlflowJson.Done();
    }

    /// <summary>Clients tell of datasets and models beside what they log anyway; there is no place for it here, and no reason to stop them.</summary>
    private static async Task<IResult> AcceptAsync(MlflowCall call, RunStore store, CancellationToken cancellationToken)
    {
        await MlflowRunCalls.RequireActiveAsync(call, store, cancellationToken);
        return MlflowJson.Done();
    }

    private static Dictionary<string, string> Distinct(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var set = new Dictionary<string, string>();
        foreach (var (key, value) in parameters)
        {
            if (!set.TryAdd(key, value))
                throw MlflowError.Invalid($"Duplicate parameter keys have been submitted: '{key}'. A request contains only one value per key.");
        }

        return set;
    }
}
