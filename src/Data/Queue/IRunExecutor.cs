namespace Mantissa.Data.Queue;

/// <summary>What a worker does with a run that the queue hands to it.</summary>
public interface IRunExecutor
{
    /// <summary>Executes the run as far as it goes.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Cancelled when the run is to stop, or the worker.</param>
    /// <returns>Whether the queue is done with the run.</returns>
    /// <exception cref="OperationCanceledException">The worker stops; the queue hands the run to another one.</exception>
    Task<RunVerdict> ExecuteAsync(Guid runId, CancellationToken cancellationToken);
}

/// <summary>What becomes of a run's place in the queue after a worker looked at it.</summary>
/// <param name="LookAgainAfter">How long from now a worker shall look at the run again; <see langword="null"/> when the queue is done with it.</param>
public readonly record struct RunVerdict(TimeSpan? LookAgainAfter)
{
    public static RunVerdict Done => default;

    /// <summary>Another worker holds the run; somebody has to look again when that lease ends, in case its holder dies.</summary>
    public static RunVerdict LookAgain(TimeSpan wait) => new(wait);
}
