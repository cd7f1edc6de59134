using Mantissa.Data.Workers;

namespace Mantissa.Data.Entities;

/// <summary>A worker process, alive or gone.</summary>
public sealed class Worker
{
    /// <summary>Unique for each start of a process.</summary>
    public required string Id { get; init; }

    public required string Host { get; init; }
    public required int ProcessId { get; init; }
    public required string Version { get; init; }

    /// <summary>The queues that it serves.</summary>
    public required string[] Queues { get; init; }

    public required IReadOnlyList<WorkerDevice> Devices { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset HeartbeatAt { get; init; }
    public Guid? CurrentRunId { get; init; }

    /// <summary>Since when it takes no more runs, because somebody wants it so; <see langword="null"/> while it takes them.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>When it said goodbye; a worker that died never did.</summary>
    public DateTimeOffset? StoppedAt { get; init; }
}
