using Npgsql;

namespace Mantissa.Data;

/// <summary>Chooses one of several processes that would do the same.</summary>
internal static class AdvisoryLock
{
    /// <summary>Takes the lock until the transaction that is open on the connection ends, however that ends.</summary>
    /// <param name="connection">Has a transaction.</param>
    /// <param name="key">A number that nothing else in the database locks.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether it was free.</returns>
    public static async Task<bool> TryTakeAsync(NpgsqlConnection connection, long key, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_xact_lock($1)", connection).With(key);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
