namespace Mantissa.Jobs.Hosting;

/// <summary>
/// Sets the time of a file every few seconds for as long as this process gets things done: what a container asks for, since a worker has no
/// address. It says nothing of the database, which a worker outlives.
/// </summary>
internal sealed class AliveFile(WorkerOptions options, TimeProvider time) : BackgroundService
{
    /// <summary>In the data directory.</summary>
    public const string Name = "worker.alive";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private string Path { get; } = System.IO.Path.Combine(options.DataDirectory, Name);

    /// <remarks>The first time at once: what starts after this may wait for the database.</remarks>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Touch();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            Touch();
    }

    private void Touch()
    {
        try
        {
            using var file = File.OpenHandle(Path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
            File.SetLastWriteTimeUtc(file, time.GetUtcNow().UtcDateTime);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its age tells.
        }
    }
}
