using System.Globalization;
using Mantissa.Data.Embedded;
using Npgsql;

namespace Mantissa.Jobs.Hosting;

/// <summary>Where the database is: as configured, or as the site that runs one in the data directory wrote it down.</summary>
internal sealed record DatabaseAddress(string ConnectionString)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// The connection string with a limit on transactions that stand still: a worker that freezes in the middle of one holds locks on its
    /// run and on the queue, and must not hold them for longer than its lease.
    /// </summary>
    public string WithImpatience(TimeSpan lease)
    {
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString);
        builder.Options = string.Create(
            CultureInfo.InvariantCulture, $"{builder.Options} -c idle_in_transaction_session_timeout={lease.TotalMilliseconds}").Trim();
        return builder.ConnectionString;
    }

    /// <summary>Waits for the site to start its database when none is configured.</summary>
    public static async Task<DatabaseAddress> FindAsync(WorkerOptions options, TimeProvider time)
    {
        if (options.Database is { } configured)
            return new(configured);
        for (var told = false; ; told = true)
        {
            if (EmbeddedPostgres.ReadWorkerConnectionString(options.DataDirectory) is { } written)
                return new(written);
            if (!told)
                Console.WriteLine($"Waiting for the site to start its database in {options.DataDirectory}.");
            await Task.Delay(Interval, time);
        }
    }
}
