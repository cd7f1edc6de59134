using Mantissa.Data.Catalogue;
using Mantissa.Data.Workers;
using Mantissa.Jobs.Execution;
using Mantissa.Training;

namespace Mantissa.Jobs.Hosting;

/// <summary>
/// Shows this worker to the others: it publishes what it can train, registers, says every two seconds that it is alive and hears what it is
/// to do, and says goodbye.
/// </summary>
internal sealed class WorkerPresence(
    WorkerStore workers, CatalogueStore catalogue, WorkerIdentity identity, WorkerOptions options, WorkerQueues queues, EnvironmentFacts facts,
    TrainingEnvironment environment, CurrentRun current, TakenQueues taken, DatabasePatience database, TimeProvider time, ILogger<WorkerPresence> log)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Before anything is executed, since a run names its worker. Who sees a worker can count on its part of the catalogue.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await database.WaitAsync(
            () => catalogue.PublishAsync(identity.Id, TrainingCatalogue.Describe(environment), cancellationToken), cancellationToken);
        await database.WaitAsync(() => RegisterAsync(cancellationToken), cancellationToken);
        await AnswerAsync(cancellationToken);
        LogMessages.Serving(
            log, identity.Id, string.Join(", ", queues.Names), options.Threads, string.Join(", ", facts.Devices.Select(device => device.Name)));
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await database.WaitAsync(() => workers.StopAsync(identity.Id, cancellationToken), cancellationToken);
        LogMessages.Stopped(log, identity.Id);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await AnswerAsync(stoppingToken);
    }

    private async Task AnswerAsync(CancellationToken cancellationToken)
    {
        if (await database.WaitAsync(() => workers.HeartbeatAsync(identity.Id, current.Id, cancellationToken), cancellationToken) is { } orders)
            await taken.ApplyAsync(orders, cancellationToken);
        else
            await database.WaitAsync(() => RegisterAsync(cancellationToken), cancellationToken);
    }

    private Task RegisterAsync(CancellationToken cancellationToken) => workers.RegisterAsync(
        new(
            identity.Id, identity.Host, identity.ProcessId, identity.Version, queues.Names,
            [.. facts.Devices.Select(device => new WorkerDevice(device.Name, device.Title, device.MemoryBytes))]),
        cancellationToken);
}
