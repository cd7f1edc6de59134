using System.Diagnostics.Metrics;
using Mantissa.Data.Entities;
using Mantissa.Data.Runs;
using Mantissa.Data.Telemetry;
using Mantissa.Data.Workers;
using Npgsql;

namespace Mantissa.Web.Telemetry;

/// <summary>
/// How runs, queues and workers stand, for whoever collects metrics. It is read in the background, because a collector that asks must not wait
/// for the database.
/// </summary>
internal sealed class PlatformGauges : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly RunStore runs;
    private readonly QueueStore queues;
    private readonly TimeProvider time;
    private readonly ILogger<PlatformGauges> logger;
    private readonly Meter meter;
    private IReadOnlyDictionary<RunStatus, int> counts = new Dictionary<RunStatus, int>();
    private IReadOnlyList<QueueState> states = [];

    public PlatformGauges(RunStore runs, QueueStore queues, TimeProvider time, ILogger<PlatformGauges> logger)
    {
        (this.runs, this.queues, this.time, this.logger) = (runs, queues, time, logger);

        // A meter of this site's own: another site in the same process counts other runs.
        meter = new(PlatformTelemetry.Name);
        meter.CreateObservableGauge(
            "mantissa.runs", () => counts.Select(count => Measured(count.Value, "status", count.Key.ToString())), "{run}", "Runs, by status.");
        Gauge("mantissa.queue.waiting", "{run}", "Runs that wait in a queue.", queue => queue.Queued);
        Gauge("mantissa.queue.running", "{run}", "Runs of a queue that a worker has.", queue => queue.Running);
        Gauge("mantissa.queue.workers", "{worker}", "Workers that serve a queue now.", queue => queue.LiveWorkers);
        Gauge("mantissa.queue.oldest", "s", "For how long the oldest run of a queue has waited.", queue =>
            queue.OldestQueuedAt is { } since ? Math.Max(0, (time.GetUtcNow() - since).TotalSeconds) : 0);
    }

    /// <summary>Reads the database once.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        counts = await runs.CountAsync(cancellationToken);
        states = await queues.ListAsync(cancellationToken);
    }

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await ReadAsync(stoppingToken);
            }
            catch (Exception error) when (error is NpgsqlException or TimeoutException || error.InnerException is NpgsqlException)
            {
                logger.GaugesNotRead(error.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Gauge(string name, string unit, string description, Func<QueueState, double> read) =>
        meter.CreateObservableGauge(name, () => states.Select(queue => Measured(read(queue), "queue", queue.Queue)), unit, description);

    private static Measurement<double> Measured(double value, string tag, string of) => new(value, new KeyValuePair<string, object?>(tag, of));
}
