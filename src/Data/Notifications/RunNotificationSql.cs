using Npgsql;

namespace Mantissa.Data.Notifications;

/// <summary>The notification of a change, as part of the batch that makes it.</summary>
internal static class RunNotificationSql
{
    public static NpgsqlBatchCommand Create(Guid runId, RunChangeKind kind)
    {
        var command = new NpgsqlBatchCommand("select pg_notify($1, $2)");
        command.Parameters.Add(new() { Value = NotificationChannels.Run });
        command.Parameters.Add(new() { Value = new RunChange(runId, kind).ToPayload() });
        return command;
    }
}
