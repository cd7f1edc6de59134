using Mantissa.Jobs.Execution;
using Quartz;

namespace Mantissa.Jobs.Hosting;

/// <summary>
/// Before anything is stopped: takes no more runs, and waits for the current one to be handed back. It needs a queue that still takes
/// jobs, and Quartz takes none once its shutdown has begun.
/// </summary>
internal sealed class Drain(ISchedulerFactory schedulers, CurrentRun current) : IHostedLifecycleService
{
    private bool running;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // A worker that is told to stop while it still starts has no scheduler yet, and Quartz would refuse to build one.
        if (running)
            await (await schedulers.GetScheduler(cancellationToken)).Standby(cancellationToken);
        await current.WhenIdle.WaitAsync(cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        running = true;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
