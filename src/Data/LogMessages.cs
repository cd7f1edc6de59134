using Microsoft.Extensions.Logging;

namespace Mantissa.Data;

internal static partial class LogMessages
{
    [LoggerMessage(101, LogLevel.Information, "PostgreSQL {Version} made a database in {Directory}.")]
    public static partial void ClusterMade(ILogger logger, string directory, int version);

    [LoggerMessage(102, LogLevel.Warning,
        "The database is in {Directory}: PostgreSQL does not run as root, and user {Account}, who runs it instead, cannot enter {Home}.")]
    public static partial void ClusterElsewhere(ILogger logger, string directory, string account, string home);

    [LoggerMessage(103, LogLevel.Warning,
        "The database in {Directory} was there already, but its password was not; it has a new one. The data directory may have been deleted.")]
    public static partial void PasswordRenewed(ILogger logger, string directory);

    [LoggerMessage(104, LogLevel.Warning, "Process {ProcessId}, a PostgreSQL server left over from a platform that was killed, is stopped.")]
    public static partial void OrphanStopped(ILogger logger, int processId);

    [LoggerMessage(105, LogLevel.Information, "PostgreSQL {Version} serves {Directory} on 127.0.0.1:{Port}.")]
    public static partial void ServerStarted(ILogger logger, int version, string directory, int port);

    [LoggerMessage(106, LogLevel.Error, "PostgreSQL ended with status {Status} and is started again. Its last words: {LastWords}")]
    public static partial void ServerDied(ILogger logger, int status, string lastWords);

    [LoggerMessage(107, LogLevel.Error, "PostgreSQL is not back yet: {Reason}")]
    public static partial void ServerNotRestarted(ILogger logger, string reason);

    [LoggerMessage(111, LogLevel.Warning, "Live updates pause until the database answers again: {Reason}")]
    public static partial void ListeningBroken(ILogger logger, string reason);

    [LoggerMessage(112, LogLevel.Error, "A subscriber to changes of runs failed.")]
    public static partial void SubscriberFailed(ILogger logger, Exception exception);

    [LoggerMessage(121, LogLevel.Warning, "Merging metric chunks failed and is tried again: {Reason}")]
    public static partial void CompactionFailed(ILogger logger, string reason);

    [LoggerMessage(141, LogLevel.Information, "What is kept of old runs for a while only was removed from {Runs} runs.")]
    public static partial void RetentionApplied(ILogger logger, int runs);

    [LoggerMessage(143, LogLevel.Information, "The audit log lost {Entries} entries that were older than {Days} days.")]
    public static partial void AuditTrimmed(ILogger logger, long entries, int days);

    [LoggerMessage(142, LogLevel.Warning, "Removing what is kept for a while only failed and is tried again: {Reason}")]
    public static partial void RetentionFailed(ILogger logger, string reason);

    [LoggerMessage(131, LogLevel.Warning, "Looking for lost external runs failed and is tried again: {Reason}")]
    public static partial void LostRunSweepFailed(ILogger logger, string reason);

    [LoggerMessage(132, LogLevel.Warning, "Removing deleted runs failed and is tried again: {Reason}")]
    public static partial void DeletedRunSweepFailed(ILogger logger, string reason);
}
