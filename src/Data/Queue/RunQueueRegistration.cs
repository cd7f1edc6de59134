using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Quartz;

namespace Mantissa.Data.Queue;

/// <summary>Registers the run queue: every process may enqueue and cancel; only a worker serves.</summary>
public static class RunQueueRegistration
{
    private static readonly TimeSpan DatabaseRetry = TimeSpan.FromSeconds(2);

    /// <summary>Adds <see cref="IRunQueue"/>. The scheduler behind it is made on first use and executes nothing.</summary>
    /// <param name="services">The process's services.</param>
    /// <param name="machine">The machine's clocks; the system's when absent.</param>
    public static IServiceCollection AddRunQueue(this IServiceCollection services, TimeProvider? machine = null)
    {
        var clock = new DatabaseClock(machine ?? TimeProvider.System);
        services.AddSingleton(clock);
        services.AddQuartz(quartz =>
        {
            quartz.UseTimeProvider(clock);
            quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = QuartzSchema.SchedulerName);
            quartz.UseDefaultThreadPool(1);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(source => source.DataSourceFactory = provider => provider.GetRequiredService<NpgsqlDataSource>());
                store.UseClustering();
                store.ProvisionSchema();
                store.ConfigureStore(options =>
                {
                    options.TablePrefix = QuartzSchema.Tables;
                    options.StoreJobDataAsStrings = true;
                    options.AcceptEnlistedTransactions = true;
                    options.RecoverFiringsCancelledByShutdown = true;
                    options.DbRetryInterval = DatabaseRetry;
                });
            });
        });
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRunQueue, QuartzRunQueue>();
        return services;
    }

    /// <summary>
    /// Makes this process a worker: it executes runs of the given queues, one at a time, through the registered
    /// <see cref="IRunExecutor"/>. When the process is told to stop, the run it executes is interrupted and handed back.
    /// </summary>
    /// <param name="services">The process's services.</param>
    /// <param name="queues">The queues to serve.</param>
    /// <param name="patience">
    /// How long another worker may be silent before its run is handed out again; as long as a run's lease, so that it can be claimed then.
    /// </param>
    public static IServiceCollection ServeRunQueues(this IServiceCollection services, IEnumerable<string> queues, TimeSpan patience)
    {
        services.Configure<ClusteringOptions>(cluster =>
        {
            // A node counts as dead after interval + threshold. Of a busy worker all cores train, so a check-in can be late by seconds.
            cluster.CheckinInterval = patience / 5;
            cluster.CheckinMisfireThreshold = patience - cluster.CheckinInterval;
        });
        services.Configure<QuartzSchedulerOptions>(scheduler =>
        {
            foreach (var queue in queues)
                scheduler.ServedExecutionGroups.Add(queue);
            scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;

            // The fallback when a signal is lost, and the time after which recovered runs are noticed. The smallest that Quartz takes.
            scheduler.IdleWaitTime = TimeSpan.FromSeconds(1);
        });
        services.AddHostedService<DatabaseClockReading>();
        services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
        services.AddHostedService<QueueListener>();
        return services;
    }
}
