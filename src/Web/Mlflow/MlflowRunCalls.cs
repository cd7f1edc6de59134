using Mantissa.Catalogue;
using Mantissa.Data.Entities;
using Mantissa.Data.Experiments;
using Mantissa.Data.External;
using Mantissa.Data.Runs;
using Mantissa.Web.Security;

namespace Mantissa.Web.Mlflow;

/// <summary>Runs: their making, reading, ending and deleting.</summary>
internal static class MlflowRunCalls
{
    /// <summary>Clients send no sign of life of their own, and a training may log nothing for long: a day without any call makes a run lost.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromDays(1);

    public static void MapRuns(this IEndpointRouteBuilder tracking)
    {
        var runs = tracking.MapGroup("/runs");
        runs.MapPost("/create", CreateAsync).Records().Audited();
        runs.MapGet("/get", GetAsync).Reads();
        runs.MapPost("/update", UpdateAsync).Records();
        runs.MapPost("/search", MlflowRunSearch.SearchAsync).Reads();
        runs.MapPost("/delete", DeleteAsync).Records().Audited();
        runs.MapPost("/restore", RestoreAsync).Records();
    }

    /// <summary>The run that a call names, unless it is deleted.</summary>
    public static async Task<Run> RequireActiveAsync(MlflowCall call, RunStore store, CancellationToken cancellationToken)
    {
        var run = await RequireAsync(call, store, cancellationToken);
        return run.ArchivedAt is null
            ? run
            : throw MlflowError.Invalid($"The run {MlflowIds.Of(run.Id)} must be in the 'active' state. Current state is deleted.");
    }

    public static async Task<Run> RequireAsync(MlflowCall call, RunStore store, CancellationToken cancellationToken)
    {
        var id = MlflowIds.Run(call);
        return await store.GetAsync(id, cancellationToken) ?? throw MlflowError.NoRun(MlflowIds.Of(id));
    }

    private static async Task<IResult> CreateAsync(
        MlflowCall call, ExperimentStore experiments, ExternalRunStore store, MlflowRuns shown, CancellationToken cancellationToken)
    {
        var experiment = call.Text("experiment_id") is null or ""
            ? Experiment.Default
            : (await MlflowExperiments.RequireActiveAsync(call, experiments, cancellationToken)).Id;
        var tags = call.List("tags").Select(MlflowRules.Tag).ToList();
        if (call.Text("user_id") is { Length: > 0 } user && tags.All(tag => tag.Key != MlflowRuns.UserTag))
            tags.Add(new(MlflowRuns.UserTag, user));
        var edit = MlflowEdit.Of(tags, call.Text("run_name"));
        var specification = new RunSpecification
        {
            Name = edit.Name ?? MlflowEdit.NewName(),
            Format = "",
            Device = "",
            Queue = NewExternalRun.Queue,
            Tags = edit.Tags.ToDictionary(tag => tag.Key, tag => tag.Value!),
            Notes = edit.Notes,
        };
        MlflowEdit.Check(specification);
        var start = call.Int64("start_time") is { } time ? MlflowRules.Time("start_time", time) : (DateTimeOffset?)null;
        var run = (await store.CreateAsync(new(specification, experiment, Silence) { StartedAt = start }, idempotencyKey: null, cancellationToken)).Value;
        return MlflowJson.Answer(new { Run = await shown.OfAsync(run, cancellationToken) });
    }

    private static async Task<IResult> GetAsync(MlflowCall call, RunStore store, MlflowRuns shown, CancellationToken cancellationToken) =>
        MlflowJson.Answer(new { Run = await shown.OfAsync(await RequireAsync(call, store, cancellationToken), cancellationToken) });

    /// <summary>Ending a run again in the same way is a request that was repeated; in another way, a change of mind.</summary>
    private static async Task<IResult> UpdateAsync(MlflowCall call, RunStore store, ExternalRunStore external, CancellationToken cancellationToken)
    {
        var run = await RequireActiveAsync(call, store, cancellationToken);
        if (call.Text("status") is { Length: > 0 } status)
        {
            var ended = call.Int64("end_time") is { } time ? MlflowRules.Time("end_time", time) : (DateTimeOffset?)null;
            await external.SetStatusAsync(run.Id, MlflowStatus.Read(status), ended, cancellationToken);
        }

        if (call.Text("run_name") is { Length: > 0 } name)
            await store.EditAsync(run.Id, new() { Name = name }, expected: null, cancellationToken);
        return MlflowJson.Answer(new { RunInfo = MlflowRuns.InfoOf(await RequireAsync(call, store, cancellationToken)) });
    }

    private static async Task<IResult> DeleteAsync(MlflowCall call, RunStore store, CancellationToken cancellationToken)
    {
        await store.ArchiveAsync(MlflowIds.Run(call), archived: true, expected: null, cancellationToken);
        return MlflowJson.Done();
    }

    private static async Task<IResult> RestoreAsync(MlflowCall call, RunStore store, CancellationToken cancellationToken)
    {
        await store.ArchiveAsync(MlflowIds.Run(call), archived: false, expected: null, cancellationToken);
        return MlflowJson.Done();
    }
}
