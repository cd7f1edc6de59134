using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Mantissa.Data.Runs;

/// <summary>Removes deleted runs for good, in the process that lets people delete them.</summary>
internal sealed class DeletedRunSweep(DeletedRuns runs, TimeProvider time, ILogger<DeletedRunSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await runs.PurgeAsync(stoppingToken);
                }
                catch (NpgsqlException e)
                {
                    LogMessages.DeletedRunSweepFailed(logger, e.Message);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}

/// <summary>Registers what a process needs that lets people delete runs and change their mind.</summary>
public static class RunDeletion
{
    public static IServiceCollection AddDeletedRunSweep(this IServiceCollection services) => services.AddHostedService<DeletedRunSweep>();
}
