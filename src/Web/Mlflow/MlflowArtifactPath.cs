namespace Mantissa.Web.Mlflow;

/// <summary>Reads <c>EXPERIMENT/RUN/artifacts/PATH</c>, as clients build it from a run's <c>artifact_uri</c>.</summary>
internal static class MlflowArtifactPath
{
    private const string Folder = "artifacts";

    /// <returns>The run, and the path within its folder: empty for the folder itself.</returns>
    public static (Guid Run, string Path) Read(string path)
    {
        var parts = path.Trim('/').Split('/');
        return parts is [var experiment, var run, Folder, .. var rest] && experiment.Length > 0 && experiment.All(char.IsAsciiDigit)
            ? (MlflowIds.Run(run), string.Join('/', rest))
            : throw MlflowError.Invalid($"'{path}' is no path of an artifact of a run: EXPERIMENT/RUN/{Folder}/PATH, as in its artifact_uri.");
    }
}
