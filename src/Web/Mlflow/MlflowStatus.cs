using Mantissa.Data.Entities;

namespace Mantissa.Web.Mlflow;

/// <summary>Statuses of runs in MLflow's words.</summary>
internal static class MlflowStatus
{
    public static string Of(RunStatus status) => status switch
    {
        RunStatus.Queued => "SCHEDULED",
        RunStatus.Starting or RunStatus.Running => "RUNNING",
        RunStatus.Completed => "FINISHED",
        RunStatus.Failed => "FAILED",
        _ => "KILLED",
    };

    /// <summary>A run that is only scheduled elsewhere is as good as running: nothing here starts it.</summary>
    public static RunStatus Read(string status) => status switch
    {
        "RUNNING" or "SCHEDULED" => RunStatus.Running,
        "FINISHED" => RunStatus.Completed,
        "FAILED" => RunStatus.Failed,
        "KILLED" => RunStatus.Cancelled,
        _ => throw MlflowError.Invalid($"There is no status '{status}'. Known: RUNNING, SCHEDULED, FINISHED, FAILED, KILLED."),
    };
}
