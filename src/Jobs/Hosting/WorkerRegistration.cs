using Mantissa.Data;
using Mantissa.Data.Queue;
using Mantissa.Data.Telemetry;
using Mantissa.Jobs.Execution;
using Mantissa.Jobs.Recording;
using Mantissa.Jobs.Uploads;
using Mantissa.Training;

namespace Mantissa.Jobs.Hosting;

/// <summary>Registers what a worker is made of. Hosted services start in this order and stop in the reverse one.</summary>
internal static class WorkerRegistration
{
    // Includes the time for a step to end, what was recorded to be written, and the run to be handed back.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(25);

    public static void AddWorker(
        this IHostApplicationBuilder builder, WorkerOptions options, WorkerIdentity identity, EnvironmentFacts facts, DatabaseAddress address)
    {
        var queues = WorkerQueues.Choose(options, facts);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(identity);
        builder.Services.AddSingleton(facts);
        builder.Services.AddSingleton(address);
        builder.Services.AddSingleton(queues);
        builder.Services.AddSingleton<UploadCache>();
        builder.Services.AddSingleton(provider => new TrainingEnvironment(options.CacheDirectory, options.DataRoots, options.Threads)
        {
            Mirror = options.Mirror,
            Uploads = provider.GetRequiredService<UploadCache>(),
        });
        builder.Services.AddSingleton<DatabasePatience>();
        builder.Services.AddSingleton<CurrentRun>();
        builder.Services.AddSingleton<FailureHistory>();
        builder.Services.AddSingleton<IRunExecutor, RunExecutor>();

        builder.Services.AddSingleton<AddressWatch>();
        builder.Services.AddHostedService<AliveFile>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<AddressWatch>());
        builder.Services.AddHostedService<DatabaseGate>();

        // What workers record is timed by one clock, whatever those of their machines say.
        builder.Services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<DatabaseClock>());
        builder.Services.AddPlatformData(address.WithImpatience(options.Lease));

        // Where OpenTelemetry looks for its own settings.
        builder.Configuration.AddEnvironmentVariables();
        builder.Services.AddPlatformTelemetry("mantissa-worker", identity.Id);
        builder.Services.AddRunQueue();
        builder.Services.AddSingleton<TakenQueues>();
        builder.Services.AddHostedService<WorkerPresence>();
        builder.Services.ServeRunQueues(queues.Names, options.Lease);
        builder.Services.AddHostedService<Drain>();
        builder.Services.AddHostedService<LostRunSweep>();
        builder.Services.AddHostedService<UploadInspector>();
        Spool.DeleteAbandoned(options.SpoolDirectory);
    }
}
