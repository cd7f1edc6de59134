using Mantissa.Data.Entities;

namespace Mantissa.Web.Formatting;

/// <summary>How far a run is and how long it will take.</summary>
public static class RunPace
{
    /// <summary>Share of the steps that are done, in [0, 1]; <see langword="null"/> until the trainer has counted them.</summary>
    public static double? Share(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Status == RunStatus.Completed ? 1 : run.TotalSteps > 0 ? Math.Clamp((double)run.Step / run.TotalSteps, 0, 1) : null;
    }

    /// <summary>Time until the last step at the mean pace since training began; <see langword="null"/> unless it runs and has done a step.</summary>
    public static TimeSpan? Remaining(Run run, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run is not { Status: RunStatus.Running, Step: > 0, StartedAt: { } start } || run.TotalSteps <= run.Step || now <= start)
            return null;
        return (now - start) * ((double)(run.TotalSteps - run.Step) / run.Step);
    }

    /// <summary>How long the run has trained, or trained in all.</summary>
    public static TimeSpan? Duration(Run run, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.StartedAt is { } start ? (run.FinishedAt ?? now) - start : null;
    }
}
