using Mantissa.Data.Notifications;
using Mantissa.Data.Runs;
using Mantissa.Jobs.Hosting;
using Mantissa.Jobs.Recording;

namespace Mantissa.Jobs.Execution;

/// <summary>
/// Keeps a run this worker's while it trains: a heartbeat every second, which carries the progress and brings back requests to stop.
/// A change of the run's status makes the next heartbeat happen at once.
/// </summary>
internal sealed class LeaseKeeper(
    LeasedRun run, RunRecorder recorder, StopSignal stop, RunLeases leases, RunNotifications notifications, WorkerOptions options,
    TimeProvider time, ILogger<LeaseKeeper> log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Beats until <paramref name="cancellationToken"/> is cancelled or the lease is lost.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var changed = new SemaphoreSlim(0);
        using var subscription = notifications.Subscribe(change =>
        {
            if (change.Kind == RunChangeKind.Status && change.RunId == run.Lease.RunId)
                changed.Release();
        });
        var away = false;
        while (true)
        {
            await changed.WaitAsync(Interval, cancellationToken);
            try
            {
                var state = await leases.HeartbeatAsync(run.Lease, recorder.Latest, options.Lease, cancellationToken);
                away = false;
                if (state == LeaseState.CancelRequested)
                    stop.Stop(StopReason.CancelRequested);
                if (state == LeaseState.Lost)
                {
                    stop.Stop(StopReason.LeaseLost);
                    return;
                }
            }
            catch (Exception e) when (DatabaseFailure.IsTemporary(e))
            {
                if (!away)
                    LogMessages.HeartbeatFailed(log, run.Lease.RunId, e.Message);
                away = true;
                await Task.Delay(Interval, time, cancellationToken);
            }
        }
    }
}
