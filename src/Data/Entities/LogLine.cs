namespace Mantissa.Data.Entities;

/// <summary>How serious a log line is.</summary>
public enum RunLogLevel
{
    Information,
    Warning,
    Error,
}

/// <summary>One line of a run's console log.</summary>
public sealed class LogLine
{
    /// <summary>Grows in the order of writing; pages of the log continue after it.</summary>
    public long Id { get; init; }

    public required Guid RunId { get; init; }
    public int Attempt { get; init; }
    public DateTimeOffset At { get; init; }
    public required RunLogLevel Level { get; init; }
    public required string Message { get; init; }
}
