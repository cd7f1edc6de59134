using System.Text.Json.Nodes;
using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;

namespace Mantissa.Web.Mlflow;

/// <summary>Shows runs, ours and those made elsewhere, as MLflow's clients know them.</summary>
internal sealed class MlflowRuns(MetricStore metrics)
{
    /// <summary>The tag in which clients keep a run's name; here it is the run's name.</summary>
    public const string NameTag = "mlflow.runName";

    /// <summary>The tag in which clients keep a run's description; here it is the run's notes.</summary>
    public const string NotesTag = "mlflow.note.content";

    public const string UserTag = "mlflow.user";

    /// <summary>Tags under which clients find what else is stated of a run here.</summary>
    public const string ModelTag = "mantissa.model";

    public const string FormatTag = "mantissa.format";
    public const string DatasetTag = "mantissa.dataset";

    public async Task<MlflowRun> OfAsync(Run run, CancellationToken cancellationToken) => (await OfAsync([run], cancellationToken))[0];

    public async Task<IReadOnlyList<MlflowRun>> OfAsync(IReadOnlyList<Run> runs, CancellationToken cancellationToken)
    {
        var last = (await metrics.ListAsync(runs.Select(run => run.Id).ToList(), names: null, cancellationToken)).ToLookup(series => series.RunId);
        return runs.Select(run => new MlflowRun(InfoOf(run), new(last[run.Id].Select(LastOf).ToList(), ParametersOf(run), TagsOf(run)))).ToList();
    }

    public static MlflowRunInfo InfoOf(Run run) => new(
        MlflowIds.Of(run.Id), MlflowIds.Of(run.Id), run.Name, MlflowIds.Of(run.ExperimentId), run.Tags.GetValueOrDefault(UserTag, ""), MlflowStatus.Of(run.Status),
        (run.StartedAt ?? run.CreatedAt).ToUnixTimeMilliseconds(), run.FinishedAt?.ToUnixTimeMilliseconds(), MlflowIds.ArtifactsOf(run),
        run.ArchivedAt is null ? "active" : "deleted");

    private static MlflowMetric LastOf(SeriesSummary series) => new(series.Name, series.Last, series.LastTime.ToUnixTimeMilliseconds(), series.LastStep);

    /// <summary>Options of every section; where two have the same name, that of the training counts, as in queries.</summary>
    private static List<MlflowEntry> ParametersOf(Run run)
    {
        var specification = run.Specification;
        return new[] { specification.Training, specification.ModelOptions, specification.DatasetOptions, specification.FormatOptions }
            .SelectMany(section => section)
            .Where(option => option.Value is not null)
            .DistinctBy(option => option.Key)
            .OrderBy(option => option.Key, StringComparer.Ordinal)
            .Select(option => new MlflowEntry(option.Key, TextOf(option.Value!)))
            .ToList();
    }

    private static string TextOf(JsonNode value) => value.GetValueKind() == System.Text.Json.JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    /// <summary>What clients have in tags and this platform in columns is both.</summary>
    private static List<MlflowEntry> TagsOf(Run run)
    {
        var tags = new SortedDictionary<string, string>(run.Tags.ToDictionary(), StringComparer.Ordinal) { [NameTag] = run.Name };
        foreach (var (key, value) in new[] { (NotesTag, run.Notes), (ModelTag, run.Model), (FormatTag, run.Format), (DatasetTag, run.Dataset) })
        {
            if (!string.IsNullOrEmpty(value))
                tags[key] = value;
        }

        return tags.Select(tag => new MlflowEntry(tag.Key, tag.Value)).ToList();
    }
}
