namespace Mantissa.Jobs;

/// <summary>Everything that a worker says about itself. What a run says about itself is recorded with the run.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(2, LogLevel.Warning, "Waiting for the database: {Obstacle}")]
    public static partial void WaitingForDatabase(ILogger log, string obstacle);

    [LoggerMessage(3, LogLevel.Information, "Worker {Worker} serves {Queues} with {Threads} threads on {Devices}")]
    public static partial void Serving(ILogger log, string worker, string queues, int threads, string devices);

    [LoggerMessage(4, LogLevel.Information, "Worker {Worker} has stopped")]
    public static partial void Stopped(ILogger log, string worker);

    [LoggerMessage(5, LogLevel.Warning, "The database is away: {Reason}")]
    public static partial void DatabaseAway(ILogger log, string reason);

    [LoggerMessage(6, LogLevel.Warning, "Run {Run} had fallen out of the queue and was put back")]
    public static partial void Requeued(ILogger log, Guid run);

    [LoggerMessage(7, LogLevel.Warning, "The site has started its database at another address: this worker starts again with that one")]
    public static partial void DatabaseMoved(ILogger log);

    [LoggerMessage(10, LogLevel.Information, "Run {Run} ({Name}) is ours: attempt {Attempt}, from step {Step}")]
    public static partial void Claimed(ILogger log, Guid run, string name, int attempt, long step);

    [LoggerMessage(11, LogLevel.Information, "Run {Run} is held by worker {Worker}; it is looked at again when that lease ends")]
    public static partial void HeldElsewhere(ILogger log, Guid run, string? worker);

    [LoggerMessage(12, LogLevel.Information, "Run {Run} is {Status}. {Reason}")]
    public static partial void Ended(ILogger log, Guid run, string status, string? reason);

    [LoggerMessage(13, LogLevel.Error, "Training of run {Run} failed")]
    public static partial void TrainingFailed(ILogger log, Exception exception, Guid run);

    [LoggerMessage(14, LogLevel.Warning, "Run {Run} is no longer ours: stopped, nothing more is recorded")]
    public static partial void LeaseLost(ILogger log, Guid run);

    [LoggerMessage(15, LogLevel.Warning, "The heartbeat of run {Run} did not reach the database: {Reason}")]
    public static partial void HeartbeatFailed(ILogger log, Guid run, string reason);

    [LoggerMessage(16, LogLevel.Warning, "Run {Run} could not be handed back before this worker stops; its lease has to run out")]
    public static partial void NotHandedBack(ILogger log, Guid run);

    [LoggerMessage(17, LogLevel.Information, "Upload {Upload} is looked at, for the {Attempt}. time")]
    public static partial void Inspecting(ILogger log, Guid upload, int attempt);

    [LoggerMessage(18, LogLevel.Information, "Upload {Upload} is {Verdict}")]
    public static partial void Inspected(ILogger log, Guid upload, string verdict);

    [LoggerMessage(19, LogLevel.Error, "Looking at upload {Upload} failed")]
    public static partial void InspectionFailed(ILogger log, Exception exception, Guid upload);

    [LoggerMessage(20, LogLevel.Warning, "Run {Run} cannot be recorded at the moment ({Reason}); what it reports is kept here")]
    public static partial void RecordingDelayed(ILogger log, Guid run, string reason);

    [LoggerMessage(21, LogLevel.Information, "Run {Run} is recorded again after {Seconds:0.0} s; {Bytes} bytes are in the spool")]
    public static partial void RecordingResumed(ILogger log, Guid run, double seconds, long bytes);

    [LoggerMessage(22, LogLevel.Warning, "The spool of run {Run} has no room left ({Bytes} bytes): training waits for the database when memory is full as well")]
    public static partial void SpoolFull(ILogger log, Guid run, long bytes);

    [LoggerMessage(23, LogLevel.Information, "Told what to take: {What}")]
    public static partial void Takes(ILogger log, string what);
}
