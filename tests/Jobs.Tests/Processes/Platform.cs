using Mantissa.Catalogue;
using Mantissa.Data;
using Mantissa.Data.Checkpoints;
using Mantissa.Data.Entities;
using Mantissa.Data.Events;
using Mantissa.Data.Histograms;
using Mantissa.Data.Images;
using Mantissa.Data.Logs;
using Mantissa.Data.Metrics;
using Mantissa.Data.Queue;
using Mantissa.Data.Runs;
using Mantissa.Data.Uploads;
using Mantissa.Data.Workers;
using Mantissa.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Mantissa.Jobs.Tests.Processes;

/// <summary>The side of the platform that submits and watches, over a migrated database, with worker processes beside it.</summary>
internal sealed class Platform : IAsyncDisposable
{
    /// <summary>Shorter than in production, so that tests of recovery take seconds.</summary>
    public const int LeaseSeconds = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string workerConnectionString;
    private readonly ServiceProvider services;
    private readonly TemporaryDirectory data = new();
    private readonly List<WorkerProcess> workers = [];

    public Platform(string connectionString, string workerConnectionString)
    {
        this.workerConnectionString = workerConnectionString;
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddPlatformData(connectionString);
        collection.AddRunQueue();
        services = collection.BuildServiceProvider();
    }

    public string DataDirectory => data.Path;
    public int DatabasePort => new NpgsqlConnectionStringBuilder(workerConnectionString).Port;
    public RunStore Runs => services.GetRequiredService<RunStore>();
    public IRunQueue Queue => services.GetRequiredService<IRunQueue>();
    public MetricStore Metrics => services.GetRequiredService<MetricStore>();
    public ImageStore Images => services.GetRequiredService<ImageStore>();

    public HistogramStore Histograms => services.GetRequiredService<HistogramStore>();
    public LogStore Logs => services.GetRequiredService<LogStore>();
    public CheckpointStore Checkpoints => services.GetRequiredService<CheckpointStore>();
    public NpgsqlDataSource Database => services.GetRequiredService<NpgsqlDataSource>();
    public QueueStore Queues => services.GetRequiredService<QueueStore>();
    public UploadStore Uploads => services.GetRequiredService<UploadStore>();
    public UploadInspections Inspections => services.GetRequiredService<UploadInspections>();
    public WorkerStore Workers => services.GetRequiredService<WorkerStore>();

    /// <summary>Starts a worker that trains on one thread and waits until it serves.</summary>
    public async Task<WorkerProcess> StartWorkerAsync(params string[] arguments)
    {
        var worker = LaunchWorker(arguments);
        await worker.ServesAsync();
        return worker;
    }

    /// <summary>Starts a worker that reaches the database through another port.</summary>
    public async Task<WorkerProcess> StartWorkerBehindAsync(int port)
    {
        var worker = Launch(new NpgsqlConnectionStringBuilder(workerConnectionString) { Port = port }.ConnectionString);
        await worker.ServesAsync();
        return worker;
    }

    public WorkerProcess LaunchWorker(params string[] arguments) => Launch(workerConnectionString, arguments);

    private WorkerProcess Launch(string database, params string[] arguments)
    {
        var worker = WorkerProcess.Launch(
            database, data.Path, ["--threads", "1", "--lease-seconds", $"{LeaseSeconds}", "--queues", "cpu", .. arguments]);
        workers.Add(worker);
        return worker;
    }

    public async Task<Guid> SubmitAsync(RunSpecification specification) => (await Runs.SubmitAsync(specification, null, default)).Value.Id;

    /// <summary>Submits a run and gives what it left behind when it is completed.</summary>
    public async Task<RunRecord> CompleteAsync(RunSpecification specification)
    {
        var run = await SubmitAsync(specification);
        await ReachesAsync(run, RunStatus.Completed);
        return await RunRecord.ReadAsync(this, run);
    }

    /// <summary>Waits until the run is in a status; ends early, with a failure, when it is finished in another one.</summary>
    public async Task<Run> ReachesAsync(Guid id, RunStatus status)
    {
        var run = await WaitAsync(id, run => run.Status == status || run.Status.IsFinished(), $"did not become {status}");
        run.Status.ShouldBe(status, $"{run.StatusReason}{Environment.NewLine}{WorkerOutput()}");
        return run;
    }

    /// <summary>Waits until the run has trained so far.</summary>
    public Task<Run> ReachesStepAsync(Guid id, long step) =>
        WaitAsync(id, run => run.Step >= step || run.Status.IsFinished(), $"did not reach step {step}");

    public async Task<Run> WaitAsync(Guid id, Func<Run, bool> condition, string complaint)
    {
        Run? run = null;
        await Eventually.TrueAsync(
            async () => condition(run = (await Runs.GetAsync(id, default))!),
            Patience,
            () => $"The run {complaint}: it is {run!.Status} at step {run.Step}. {run.StatusReason}{Environment.NewLine}{WorkerOutput()}");
        return run!;
    }

    public async Task<IReadOnlyList<RunEvent>> EventsAsync(Guid id) =>
        await services.GetRequiredService<EventStore>().ListAsync(id, default);

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in workers)
            await worker.DisposeAsync();
        await services.DisposeAsync();
        data.Dispose();
    }

    private string WorkerOutput() => string.Join(Environment.NewLine, workers.Select(worker => worker.Output));
}
