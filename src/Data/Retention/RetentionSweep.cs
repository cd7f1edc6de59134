using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Mantissa.Data.Retention;

/// <summary>Applies the retention now and then. Every site offers to; the one that holds an advisory lock does it.</summary>
internal sealed class RetentionSweep(
    NpgsqlDataSource database, RetentionStore store, RetentionOptions options, TimeProvider time, ILogger<RetentionSweep> logger) : BackgroundService
{
    // "keep" as ASCII: a number that nothing else in the database locks.
    private const long LockKey = 0x6B656570;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options is { Checkpoints: null, Logs: null })
            return;
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                if (await SweepAsync(stoppingToken) is > 0 and var runs)
                    LogMessages.RetentionApplied(logger, runs);
            }
            catch (NpgsqlException e)
            {
                LogMessages.RetentionFailed(logger, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var lead = new NpgsqlCommand("select pg_try_advisory_xact_lock($1)", connection).With(LockKey);
        return await lead.ExecuteScalarAsync(cancellationToken) is true ? await store.ApplyAsync(options, cancellationToken) : 0;
    }
}
