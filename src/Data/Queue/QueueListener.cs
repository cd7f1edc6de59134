using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Quartz;
using Quartz.Extensibility;

namespace Mantissa.Data.Queue;

/// <summary>Wakes this worker's scheduler when one of the queues it serves gets a run.</summary>
internal sealed class QueueListener(
    NpgsqlDataSource database, ISchedulerSignaler scheduler, IOptions<QuartzSchedulerOptions> options, TimeProvider time, ILogger<QueueListener> log)
    : BackgroundService
{
    private static readonly TimeSpan ReconnectDelay = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (NpgsqlException e)
            {
                QueueLog.SignalsLost(log, e.Message);
                await Task.Delay(ReconnectDelay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var woken = false;
        connection.Notification += (_, signal) => woken |= options.Value.ServedExecutionGroups.Contains(signal.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {QueueSignal.Channel}", connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
            if (!woken)
                continue;
            woken = false;
            await scheduler.SignalSchedulingChange(null, cancellationToken);
        }
    }
}
