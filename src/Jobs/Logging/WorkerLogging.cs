using Mantissa.Jobs.Hosting;

namespace Mantissa.Jobs.Logging;

/// <summary>Where a worker logs: one line each to the console, for people, and JSON lines to a file in the data directory, for tools.</summary>
internal static class WorkerLogging
{
    private const string Files = "worker-*.jsonl*";
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(14);

    public static void AddWorkerLogging(this IHostApplicationBuilder builder, WorkerOptions options, WorkerIdentity worker)
    {
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        builder.Logging.AddFilter("Quartz", LogLevel.Warning);
        builder.Logging.AddFilter("Quartz.Core.ErrorLogger", LogLevel.None);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        builder.Logging.Services.AddSingleton<ILoggerProvider>(
            _ => new JsonLinesLoggerProvider(Path.Combine(options.LogDirectory, $"worker-{worker.Id}.jsonl"), TimeProvider.System));
        DeleteOld(options.LogDirectory, TimeProvider.System.GetUtcNow() - KeptFor);
    }

    // Every start of a worker has a file of its own: two processes that append to one would overwrite each other.
    private static void DeleteOld(string folder, DateTimeOffset before)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles(Files).Where(file => file.LastWriteTimeUtc < before))
            file.Delete();
    }
}
