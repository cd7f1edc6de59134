using Mantissa.Data.Entities;
using Mantissa.Data.Experiments;
using Mantissa.Web.Security;

namespace Mantissa.Web.Mlflow;

/// <summary>Experiments.</summary>
internal static class MlflowExperiments
{
    public static void MapExperiments(this IEndpointRouteBuilder tracking)
    {
        var experiments = tracking.MapGroup("/experiments");
        experiments.MapPost("/create", CreateAsync).Records();
        experiments.MapGet("/get", GetAsync).Reads();
        experiments.MapGet("/get-by-name", GetByNameAsync).Reads();
        experiments.MapPost("/search", MlflowExperimentSearch.SearchAsync).Reads();
        experiments.MapGet("/search", MlflowExperimentSearch.SearchAsync).Reads();
        experiments.MapPost("/update", UpdateAsync).Records();
        experiments.MapPost("/delete", DeleteAsync).Records().Audited();
        experiments.MapPost("/restore", RestoreAsync).Records();
        experiments.MapPost("/set-experiment-tag", TagAsync).Records();
    }

    /// <summary>An experiment in MLflow's form.</summary>
    public static MlflowExperiment Of(Experiment experiment) => new(
        MlflowIds.Of(experiment.Id), experiment.Name, MlflowIds.ArtifactsOf(experiment.Id), experiment.ArchivedAt is null ? "active" : "deleted",
        experiment.UpdatedAt.ToUnixTimeMilliseconds(), experiment.CreatedAt.ToUnixTimeMilliseconds(),
        experiment.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => new MlflowEntry(tag.Key, tag.Value)).ToList());

    /// <summary>Artifacts are kept by this server, wherever else the client would like them.</summary>
    private static async Task<IResult> CreateAsync(MlflowCall call, ExperimentStore store, CancellationToken cancellationToken)
    {
        var name = MlflowRules.ExperimentName(call.Text("name"));
        if (call.Text("artifact_location") is { Length: > 0 } location && !location.StartsWith("mlflow-artifacts:", StringComparison.Ordinal))
            throw MlflowError.Invalid($"Artifacts are kept by this server; it cannot use artifact_location '{location}'. Leave it out.");
        var tags = call.List("tags").Select(MlflowRules.Tag).DistinctBy(tag => tag.Key).ToDictionary();
        return MlflowJson.Answer(new { ExperimentId = MlflowIds.Of((await store.CreateAsync(name, tags, cancellationToken)).Id) });
    }

    private static async Task<IResult> GetAsync(MlflowCall call, ExperimentStore store, CancellationToken cancellationToken) =>
        MlflowJson.Answer(new { Experiment = Of(await RequireAsync(call, store, cancellationToken)) });

    private static async Task<IResult> GetByNameAsync(MlflowCall call, ExperimentStore store, CancellationToken cancellationToken)
    {
        var name = call.RequiredText("experiment_name");
        return await store.FindAsync(name, cancellationToken) is { } experiment
            ? MlflowJson.Answer(new { Experiment = Of(experiment) })
            : throw MlflowError.NotThere($"There is no experiment named '{name}'.");
    }

    private static async Task<IResult> UpdateAsync(MlflowCall call, ExperimentStore store, CancellationToken cancellationToken)
    {
        var experiment = await RequireActiveAsync(call, store, cancellationToken);
        await store.RenameAsync(experiment.Id, MlflowRules.ExperimentName(call.Text("new_name")), cancellationToken);
        return MlflowJson.Done();
    }

    private static async Task<IResult> DeleteAsync(MlflowCall call, ExperimentStore store, CancellationToken cancellationToken)
    {
        var experiment = await RequireActiveAsync(call, store, cancellationToken);
        if (experiment.Id == Experiment.Default)
            throw MlflowError.Invalid("The default experiment holds the runs of this server's workers too and cannot be deleted.");
        await store.ArchiveAsync(experiment.Id, archived: true, cancellationToken);
        return MlflowJson.Done();
    }

    private static async Task<IResult> RestoreAsync(MlflowCall call, ExperimentStore store, CancellationToken cancellationToken)
    {
        var experiment = await RequireAsync(call, store, cancellationToken);
        await store.ArchiveAsync(experiment.Id, archived: false, cancellationToken);
        return MlflowJson.Done();
    }

    private static async Task<IResult> TagAsync(MlflowCall call, ExperimentStore store, CancellationToken cancellationToken)
    {
        var experiment = await RequireActiveAsync(call, store, cancellationToken);
        var (key, value) = MlflowRules.Tag(call);
        await store.TagAsync(experiment.Id, key, value, cancellationToken);
        return MlflowJson.Done();
    }

    private static async Task<Experiment> RequireAsync(MlflowCall call, ExperimentStore store, CancellationToken cancellationToken) =>
        await store.GetAsync(MlflowIds.Experiment(call), cancellationToken) ?? throw MlflowError.NoExperiment(call.RequiredText("experiment_id"));

    /// <summary>What is deleted can only be restored.</summary>
    public static async Task<Experiment> RequireActiveAsync(MlflowCall call, ExperimentStore store, CancellationToken cancellationToken)
    {
        var experiment = await RequireAsync(call, store, cancellationToken);
        return experiment.ArchivedAt is null
            ? experiment
            : throw MlflowError.Invalid($"The experiment {experiment.Id} must be in the 'active' state. Current state is deleted.");
    }
}
