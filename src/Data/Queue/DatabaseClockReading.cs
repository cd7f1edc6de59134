using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Mantissa.Data.Queue;

/// <summary>Keeps the <see cref="DatabaseClock"/> of a worker right: from before its scheduler starts, and then now and then.</summary>
internal sealed class DatabaseClockReading(DatabaseClock clock, NpgsqlDataSource database) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TryAsync(stoppingToken);
    }

    /// <summary>While the database is away, the clock goes on by itself.</summary>
    private async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await clock.ReadAsync(connection, cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
        }
    }
}
