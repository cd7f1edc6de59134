using Mantissa.Data.Entities;
using Mantissa.Training;

namespace Mantissa.Jobs.Execution;

/// <summary>How an attempt ended, and what follows for the run.</summary>
/// <param name="Status">The status to write; <see langword="null"/> when the run goes back to its queue or is no longer ours.</param>
/// <param name="Reason">Why, for a person.</param>
internal sealed record RunEnding(RunStatus? Status, string? Reason)
{
    public static RunEnding Completed { get; } = new(RunStatus.Completed, null);

    public static RunEnding Cancelled(long step) =>
        new(RunStatus.Cancelled, step == 0 ? "Cancelled by request before the first step." : $"Cancelled by request at step {step}.");

    public static RunEnding Failed(string reason) => new(RunStatus.Failed, reason);

    /// <summary>Goes back to the queue, to be tried again.</summary>
    public static RunEnding Again(string reason) => new(null, reason);

    /// <summary>
    /// What follows from an exception that ended training. What the same specification would do again is final; anything else may be
    /// the machine's fault and is worth another attempt.
    /// </summary>
    public static RunEnding From(Exception exception) => exception switch
    {
        TrainingInputException input => Failed($"{input.Field}: {input.Message}"),
        NonFiniteLossException loss => Failed($"{loss.Message}"),
        _ => Again($"{exception.GetType().Name}: {exception.Message}"),
    };
}
