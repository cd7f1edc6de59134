using Mantissa.Catalogue;

namespace Mantissa.Data.Entities;

/// <summary>One training run: what was asked for, where it is, and who works on it.</summary>
public sealed class Run
{
    /// <summary>A UUID of version 7, so that ids sort by time of submission.</summary>
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The specification with every default filled in: all that decides the result.</summary>
    public required RunSpecification Specification { get; init; }

    public required string Model { get; init; }
    public required string Format { get; init; }
    public required string Dataset { get; init; }
    public required long Seed { get; init; }
    public required string Queue { get; init; }

    public required RunStatus Status { get; init; }

    /// <summary>Why the run is in its status, in words for a person; <see langword="null"/> when nothing needs saying.</summary>
    public string? StatusReason { get; init; }

    public Guid? ComparisonId { get; init; }

    /// <summary>The group that programs file it under; see <see cref="Experiment"/>.</summary>
    public long ExperimentId { get; init; }

    /// <summary>Made elsewhere and only recorded here: no worker takes it, and the program that makes it holds the lease.</summary>
    public bool External { get; init; }

    /// <summary>How long the program of an external run may be silent before the run counts as lost; for ever without one.</summary>
    public TimeSpan? HeartbeatTimeout { get; init; }

    /// <summary>The uploaded dataset that it trains on, if it is one; such a set cannot be deleted.</summary>
    public Guid? UploadedSetId { get; init; }

    /// <summary>How many times a worker has claimed it; 0 while it waits for the first.</summary>
    public int Attempt { get; init; }

    public string? WorkerId { get; init; }

    /// <summary>Fences the writes of a worker: whoever does not hold it can no longer change the run.</summary>
    public Guid? LeaseToken { get; init; }

    public DateTimeOffset? LeaseExpiresAt { get; init; }
    public DateTimeOffset? HeartbeatAt { get; init; }
    public DateTimeOffset? CancelRequestedAt { get; init; }

    /// <summary>The sequence of the last batch recorded by the current attempt; see <see cref="Data.Runs.RecordBatch"/>.</summary>
    public long RecordedSequence { get; init; }

    /// <summary>Training steps done.</summary>
    public long Step { get; init; }

    /// <summary>Training steps in all; 0 until the trainer has counted them.</summary>
    public long TotalSteps { get; init; }

    /// <summary>Epochs done, with a fraction.</summary>
    public double Epoch { get; init; }

    public double? ImagesPerSecond { get; init; }

    /// <summary>The most memory that its worker's process had while it trained; <see langword="null"/> while that is not known.</summary>
    public long? PeakMemoryBytes { get; init; }

    /// <summary>The last training loss; may be NaN or infinite.</summary>
    public double? Loss { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }
    public string? Notes { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When training first began, in any attempt.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>When it was taken out of the lists; <see langword="null"/> while it is in them.</summary>
    public DateTimeOffset? ArchivedAt { get; init; }

    /// <summary>When it was deleted from a list: until it is gone for good it waits in the archive; see <see cref="Data.Runs.DeletedRuns"/>.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Counts the changes that people made to name, notes, tags and archiving; what a worker records leaves it alone.</summary>
    public long Revision { get; init; }

    /// <summary>PostgreSQL's <c>xmin</c>: changes with every update of the row.</summary>
    public uint Version { get; init; }
}
