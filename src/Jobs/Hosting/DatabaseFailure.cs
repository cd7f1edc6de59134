using Npgsql;

namespace Mantissa.Jobs.Hosting;

/// <summary>Tells a database that is away, restarting or overloaded from one that refuses what it is given.</summary>
internal static class DatabaseFailure
{
    /// <summary>Whether the same call may succeed later.</summary>
    public static bool IsTemporary(Exception exception)
    {
        // Cancelled by ourselves; the driver wraps the server's answer to that.
        if (exception is OperationCanceledException)
            return false;
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is PostgresException refusal)
                return !IsRefusal(refusal.SqlState);
            if (cause is NpgsqlException or TimeoutException or IOException)
                return true;
        }

        return false;
    }

    // SQLSTATE classes: feature not supported, data exception, integrity constraint violation, syntax error or missing object, program
    // limit exceeded. Everything else (connection, resources, shutdown, conflict, lock) passes.
    private static bool IsRefusal(string sqlState) => sqlState[..2] is "0A" or "22" or "23" or "42" or "54";
}
