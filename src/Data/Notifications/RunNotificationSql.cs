using Npgsql;

namespace Mantissa.Data.Notifications;

/// <summary>The notification of a change, as part of the batch that makes it.</summary>
internal static class RunNotificationSql
{
    public static NpgsqlBatchCommand Create(Guid runId, RunChangeKind kind) =>
        new NpgsqlBatchCommand("select pg_notify($1, $2)").With(NotificationChannels.Run, new RunChange(runId, kind).ToPayload());
}
