namespace Mantissa.Data.Workers;

/// <summary>What a worker is told with each sign of life: which runs it takes from now on. The one that it trains goes on.</summary>
/// <param name="TakesRuns">Whether it takes any.</param>
/// <param name="PausedQueues">Queues from which nobody takes runs, by name.</param>
public sealed record WorkerOrders(bool TakesRuns, IReadOnlyList<string> PausedQueues);

/// <summary>There is no live worker of this id.</summary>
public sealed class WorkerNotFoundException(string id)
    : RefusedException($"No live worker has the id '{id}'. The list of workers shows those that are there.");
