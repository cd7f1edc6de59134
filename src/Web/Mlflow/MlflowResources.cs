namespace Mantissa.Web.Mlflow;

internal sealed record MlflowErrorAnswer(string ErrorCode, string Message);

/// <summary>A tag or a parameter.</summary>
internal sealed record MlflowEntry(string Key, string Value);

/// <summary>A point of a metric.</summary>
/// <param name="Key">The metric.</param>
/// <param name="Value">The value.</param>
/// <param name="Timestamp">Milliseconds since the Unix epoch.</param>
/// <param name="Step">The step.</param>
/// <param name="RunId">The run, where points of several come together.</param>
internal sealed record MlflowMetric(string Key, double Value, long Timestamp, long Step, string? RunId = null);

/// <summary>An experiment; times are milliseconds since the Unix epoch.</summary>
internal sealed record MlflowExperiment(
    string ExperimentId, string Name, string ArtifactLocation, string LifecycleStage, long LastUpdateTime, long CreationTime, IReadOnlyList<MlflowEntry> Tags);

/// <summary>What a run is; times are milliseconds since the Unix epoch.</summary>
internal sealed record MlflowRunInfo(
    string RunId, string RunUuid, string RunName, string ExperimentId, string UserId, string Status, long StartTime, long? EndTime, string ArtifactUri,
    string LifecycleStage);

/// <summary>What a run recorded: of every metric its last point.</summary>
internal sealed record MlflowRunData(IReadOnlyList<MlflowMetric> Metrics, IReadOnlyList<MlflowEntry> Params, IReadOnlyList<MlflowEntry> Tags);

internal sealed record MlflowRun(MlflowRunInfo Info, MlflowRunData Data);

/// <summary>An entry of a folder of artifacts; a folder has no size.</summary>
internal sealed record MlflowFile(string Path, bool IsDir, long? FileSize);
