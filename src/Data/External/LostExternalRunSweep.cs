using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Mantissa.Data.External;

/// <summary>Looks for lost external runs now and then, in the process that hears their programs.</summary>
internal sealed class LostExternalRunSweep(LostExternalRuns runs, TimeProvider time, ILogger<LostExternalRunSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        DateTimeOffset? since = null;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    since ??= await runs.NowAsync(stoppingToken);
                    await runs.MarkAsync(since.Value, stoppingToken);
                }
                catch (NpgsqlException e)
                {
                    LogMessages.LostRunSweepFailed(logger, e.Message);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}
