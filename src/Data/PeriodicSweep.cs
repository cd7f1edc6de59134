using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Mantissa.Data;

/// <summary>Does something to the database now and then, for as long as the process lives; what fails is told and tried again in the next round.</summary>
/// <param name="interval">Time between two rounds.</param>
/// <param name="time">The clock.</param>
/// <param name="atOnce">Whether the first round comes with the start, and not an interval later.</param>
internal abstract class PeriodicSweep(TimeSpan interval, TimeProvider time, bool atOnce = false) : BackgroundService
{
    protected abstract Task SweepAsync(CancellationToken cancellationToken);

    /// <summary>Tells that a round failed.</summary>
    protected abstract void Failed(string reason);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            if (atOnce)
                await TryAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SweepAsync(cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException || e.InnerException is NpgsqlException)
        {
            // EF tells of a database that is away for a while in an exception of its own around Npgsql's.
            Failed(e.Message);
        }
    }
}
