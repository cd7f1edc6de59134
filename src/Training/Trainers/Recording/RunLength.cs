namespace Mantissa.Training.Trainers.Recording;

/// <summary>How long a run is.</summary>
/// <param name="Steps">Optimizer steps in all.</param>
/// <param name="EpochAfter">Passes over the training images that are done after a number of steps.</param>
public sealed record RunLength(long Steps, Func<long, double> EpochAfter)
{
    /// <summary>Whether a cadence falls on a step: every so many steps, or for 0 wherever an epoch ends; always on the last step.</summary>
    public bool IsDue(long every, long step) =>
        step == Steps || (every > 0 ? step % every == 0 : Math.Floor(EpochAfter(step)) > Math.Floor(EpochAfter(step - 1)));
}
