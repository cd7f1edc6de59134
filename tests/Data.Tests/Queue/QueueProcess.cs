using System.Collections.Concurrent;
using Mantissa.Data.Queue;
using Mantissa.Data.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mantissa.Data.Tests.Queue;

/// <summary>What one process has of the queue: its own scheduler over the shared database. With queues to serve it is a worker.</summary>
internal sealed class QueueProcess : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public QueueProcess(string connectionString, string[]? serves = null, TimeProvider? time = null, Func<Guid, CancellationToken, Task<RunVerdict>>? execute = null, TimeSpan? patience = null)
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddPlatformData(connectionString);
        collection.AddRunQueue(time);
        collection.AddSingleton<IRunExecutor>(new Executor(this, execute ?? ((_, _) => Task.FromResult(RunVerdict.Done))));
        if (serves is not null)
        {
            collection.AddSingleton<IHostApplicationLifetime, StartedLifetime>();
            collection.ServeRunQueues(serves, patience ?? TimeSpan.FromSeconds(10));
        }

        services = collection.BuildServiceProvider();
    }

    public IRunQueue Queue => services.GetRequiredService<IRunQueue>();

    public RunStore Runs => services.GetRequiredService<RunStore>();

    /// <summary>The runs that it was given to execute, in order.</summary>
    public ConcurrentQueue<(Guid RunId, DateTimeOffset At)> Executed { get; } = new();

    public async Task StartAsync()
    {
        foreach (var service in services.GetServices<IHostedService>())
            await service.StartAsync(default);
    }

    /// <summary>Waits until it was given so many runs.</summary>
    public async Task<IReadOnlyList<Guid>> ExecutesAsync(int count)
    {
        for (var wait = 0; Executed.Count < count && wait < 500; wait++)
            await Task.Delay(20);
        Executed.Count.ShouldBe(count);
        return [.. Executed.Select(execution => execution.RunId)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in services.GetServices<IHostedService>().Reverse())
            await service.StopAsync(default);
        await services.DisposeAsync();
    }

    private sealed class Executor(QueueProcess owner, Func<Guid, CancellationToken, Task<RunVerdict>> execute) : IRunExecutor
    {
        public Task<RunVerdict> ExecuteAsync(Guid runId, CancellationToken cancellationToken)
        {
            owner.Executed.Enqueue((runId, TimeProvider.System.GetUtcNow()));
            return execute(runId, cancellationToken);
        }
    }

    private sealed class StartedLifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted { get; } = new(canceled: true);
        public CancellationToken ApplicationStopping => default;
        public CancellationToken ApplicationStopped => default;

        public void StopApplication()
        {
        }
    }
}
