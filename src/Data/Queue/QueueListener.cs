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

    // How long a connection may be silent before it is tried: a peer that vanished says nothing either.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

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
            if (!await connection.WaitAsync(Silence, cancellationToken))
            {
                await using var probe = new NpgsqlCommand("select 1", connection);
                await probe.ExecuteNonQueryAsync(cancellationToken);
            }

            if (!woken)
                continue;
            woken = false;
            await scheduler.SignalSchedulingChange(null, cancellationToken);
        }
    }
}
