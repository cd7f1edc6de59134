using Npgsql;

namespace Mantissa.Data.Runs;

/// <summary>Remembers which key made which resource, so that a request that is sent twice makes one.</summary>
internal static class IdempotencyKeys
{
    /// <summary>
    /// Takes the key for a new resource, or finds what it made before, in the caller's transaction. Of two requests at the same moment the
    /// second waits here until the first has committed.
    /// </summary>
    /// <param name="transaction">The transaction that makes the resource.</param>
    /// <param name="key">The key; nothing is taken without one.</param>
    /// <param name="hash">SHA-256 of what is asked for.</param>
    /// <param name="kind">What is made, e.g. <c>run</c>.</param>
    /// <param name="resourceId">The new resource.</param>
    /// <param name="cancellationToken">Cancels the claim.</param>
    /// <returns>The resource of the first time; <see langword="null"/> when this is the first time.</returns>
    /// <exception cref="IdempotencyConflictException">The key was used before for something else.</exception>
    public static async Task<Guid?> ClaimAsync(
        NpgsqlTransaction transaction, string? key, byte[] hash, string kind, Guid resourceId, CancellationToken cancellationToken)
    {
        if (key is null)
            return null;
        await using var insert = new NpgsqlCommand(
            """
            insert into idempotency_key (key, request_hash, resource_kind, resource_id) values ($1, $2, $3, $4)
            on conflict (key) do nothing
            """,
            transaction.Connection, transaction).With(key, hash, kind, resourceId);
        if (await insert.ExecuteNonQueryAsync(cancellationToken) == 1)
            return null;
        await using var find = new NpgsqlCommand(
            "select resource_id from idempotency_key where key = $1 and request_hash = $2 and resource_kind = $3", transaction.Connection, transaction)
            .With(key, hash, kind);
        return await find.ExecuteScalarAsync(cancellationToken) as Guid? ?? throw new IdempotencyConflictException(key);
    }
}
