using Microsoft.Extensions.Logging;
using Npgsql;

namespace Mantissa.Data.Retention;

/// <summary>Applies the retention now and then. Every site offers to; the one that holds an advisory lock does it.</summary>
internal sealed class RetentionSweep(
    NpgsqlDataSource database, RetentionStore runs, AuditRetention audit, RetentionOptions options, TimeProvider time, ILogger<RetentionSweep> logger)
    : PeriodicSweep(TimeSpan.FromHours(1), time, atOnce: true)
{
    // "keep" as ASCII: a number that nothing else in the database locks.
    private const long LockKey = 0x6B656570;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options is { Checkpoints: null, Logs: null, Audit: null } ? Task.CompletedTask : base.ExecuteAsync(stoppingToken);

    protected override async Task SweepAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await AdvisoryLock.TryTakeAsync(connection, LockKey, cancellationToken))
            return;
        if (await runs.ApplyAsync(options, cancellationToken) is > 0 and var lighter)
            LogMessages.RetentionApplied(logger, lighter);
        if (options.Audit is { } age && await audit.ApplyAsync(age, cancellationToken) is > 0 and var entries)
            LogMessages.AuditTrimmed(logger, entries, (int)age.TotalDays);
    }

    protected override void Failed(string reason) => LogMessages.RetentionFailed(logger, reason);
}
