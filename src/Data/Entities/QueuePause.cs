namespace Mantissa.Data.Entities;

/// <summary>A queue from which no worker takes runs for now.</summary>
public sealed class QueuePause
{
    public required string Queue { get; init; }
    public DateTimeOffset PausedAt { get; init; }
}
