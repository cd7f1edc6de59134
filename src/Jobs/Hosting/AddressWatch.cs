using Mantissa.Data.Embedded;

namespace Mantissa.Jobs.Hosting;

/// <summary>
/// Notices that the site has started its database again at another address, and stops this host so that it is built anew with that one.
/// </summary>
internal sealed class AddressWatch(
    WorkerOptions options, DatabaseAddress address, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<AddressWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Whether that is why the host stopped.</summary>
    public bool Moved { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Database is not null)
            return;
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (EmbeddedPostgres.ReadWorkerConnectionString(options.DataDirectory) is not { } written || written == address.ConnectionString)
                continue;
            LogMessages.DatabaseMoved(log);
            Moved = true;
            lifetime.StopApplication();
            return;
        }
    }
}
