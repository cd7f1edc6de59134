using Npgsql;

namespace Mantissa.Data.Queue;

/// <summary>
/// Tells idle workers that a queue has something for them. Quartz polls; the signal makes the next poll happen now.
/// It is a hint: a lost one costs at most one polling interval.
/// </summary>
internal static class QueueSignal
{
    public const string Channel = "mantissa_queue";

    /// <summary>Sends the signal when the transaction commits.</summary>
    public static async Task SendAsync(NpgsqlTransaction transaction, string queue, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select pg_notify($1, $2)", transaction.Connection, transaction).With(Channel, queue);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
