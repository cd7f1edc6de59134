using System.Globalization;
using Mantissa.Data.Entities;

namespace Mantissa.Web.Mlflow;

/// <summary>Ids and addresses as MLflow's clients have them: a run is 32 hexadecimal digits, an experiment a number as text.</summary>
internal static class MlflowIds
{
    private const string Scheme = "mlflow-artifacts:";

    public static string Of(Guid run) => run.ToString("N");

    public static string Of(long experiment) => experiment.ToString(CultureInfo.InvariantCulture);

    /// <summary>The run that a call names, under either of its two names.</summary>
    public static Guid Run(MlflowCall call) => Run(call.Text("run_id") ?? call.RequiredText("run_uuid"));

    public static Guid Run(string id) => Guid.TryParseExact(id, "N", out var run) ? run : throw MlflowError.NoRun(id);

    public static long Experiment(MlflowCall call) => Experiment(call.RequiredText("experiment_id"));

    public static long Experiment(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var experiment) ? experiment : throw MlflowError.NoExperiment(id);

    /// <summary>Where an experiment's runs keep their artifacts.</summary>
    public static string ArtifactsOf(long experiment) => $"{Scheme}/{Of(experiment)}";

    /// <summary>Where a run keeps its artifacts.</summary>
    public static string ArtifactsOf(Run run) => $"{Scheme}/{Of(run.ExperimentId)}/{Of(run.Id)}/artifacts";
}
