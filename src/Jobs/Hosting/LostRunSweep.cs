using Mantissa.Data.Queue;

namespace Mantissa.Jobs.Hosting;

/// <summary>Looks, now and then, for unfinished runs that fell out of the queue, and puts them back.</summary>
internal sealed class LostRunSweep(IRunQueue queue, TimeProvider time, ILogger<LostRunSweep> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                foreach (var run in await queue.RequeueLostAsync(stoppingToken))
                    LogMessages.Requeued(log, run);
            }
            catch (Exception e) when (DatabaseFailure.IsTemporary(e))
            {
                LogMessages.DatabaseAway(log, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
