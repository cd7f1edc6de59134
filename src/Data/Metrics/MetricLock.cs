using Npgsql;

namespace Mantissa.Data.Metrics;

/// <summary>
/// Keeps apart what changes chunks of a run that are there: merging, rewinding, replacing points of a step that comes again. A merged chunk that
/// is not yet visible would escape the others. Whoever holds rows of series takes them before this lock. Appending alone needs no
/// lock. Released with the transaction.
/// </summary>
internal static class MetricLock
{
    // Told apart from other advisory locks by the first of its two keys: "metr" as ASCII.
    private const int Class = 0x6D657472;

    public static async Task TakeAsync(NpgsqlConnection connection, Guid runId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select pg_advisory_xact_lock($1, hashtext($2::text))", connection).With(Class, runId);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
