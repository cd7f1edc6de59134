namespace Mantissa.Data.Entities;

/// <summary>Something that happened to a run; changes of status carry both statuses.</summary>
public sealed class RunEvent
{
    public long Id { get; init; }
    public required Guid RunId { get; init; }
    public int Attempt { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>A word for machines, e.g. <c>submitted</c>, <c>claimed</c>, <c>resumed</c>, <c>non-finite-loss</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The cause, for a person.</summary>
    public required string Message { get; init; }

    public string? WorkerId { get; init; }
    public RunStatus? FromStatus { get; init; }
    public RunStatus? ToStatus { get; init; }
}
