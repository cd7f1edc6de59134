using Microsoft.Extensions.Logging;

namespace Mantissa.Data.Embedded;

/// <summary>
/// A private PostgreSQL cluster in the data directory: made on the first start, kept between starts, stopped with this process however this
/// process ends, and started again on the same port should it die on its own.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const string Database = "mantissa";
    private const long LargestLog = 16 << 20;
    private static readonly TimeSpan RestartDelay = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stopping = new();
    private readonly string home;
    private readonly DataDirectoryLock directoryLock;
    private readonly ServerLauncher launcher;
    private readonly int port;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Task supervision;
    private ServerProcess server;

    private EmbeddedPostgres(
        string home, DataDirectoryLock directoryLock, ServerLauncher launcher, ServerProcess server, int port, string connectionString,
        string workerConnectionString, TimeProvider time, ILogger logger)
    {
        this.home = home;
        this.directoryLock = directoryLock;
        this.launcher = launcher;
        this.server = server;
        this.port = port;
        this.time = time;
        this.logger = logger;
        ConnectionString = connectionString;
        WorkerConnectionString = workerConnectionString;
        supervision = SuperviseAsync();
    }

    /// <summary>Reaches the platform's database from this machine; stays valid when the server has to be started again.</summary>
    public string ConnectionString { get; }

    /// <summary>The same for workers, with a role that can do what they need and no more.</summary>
    public string WorkerConnectionString { get; }

    /// <summary>
    /// The connection string that the process which runs the cluster wrote down for others, or <see langword="null"/> when none runs it.
    /// </summary>
    public static string? ReadConnectionString(string dataDirectory) => Read(ConnectionFile(HomeOf(dataDirectory)));

    /// <summary>The one that it wrote down for workers, or <see langword="null"/> when none runs the cluster.</summary>
    public static string? ReadWorkerConnectionString(string dataDirectory) => Read(WorkerConnectionFile(HomeOf(dataDirectory)));

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Starts the cluster and returns when it answers, after recovery where that is needed.</summary>
    /// <param name="options">Where and with which server.</param>
    /// <param name="logger">Told what happens, e.g. that the cluster has to be in another folder.</param>
    /// <param name="cancellationToken">Stops the start; nothing is left running.</param>
    /// <param name="time">The clock for waiting; the system's when absent.</param>
    /// <exception cref="EmbeddedPostgresException">It cannot run; the message says why and what to do.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(
        EmbeddedPostgresOptions options, ILogger logger, CancellationToken cancellationToken, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        time ??= TimeProvider.System;
        var home = HomeOf(options.DataDirectory);
        var directoryLock = Claim(home, options.DataDirectory);
        ServerProcess? server = null;
        try
        {
            var cluster = await Cluster.LocateAsync(home, logger, cancellationToken);
            var binaries = await PostgresBinaries.FindAsync(options.BinDirectory, cluster.Version, cancellationToken);
            var password = await cluster.PrepareAsync(binaries, time, logger, cancellationToken);
            if (options.Network is { } network)
                await cluster.LetInAsync(network, cancellationToken);
            var launcher = new ServerLauncher(cluster, binaries, password, options.Network, LogFile(options.DataDirectory), time, logger);
            (server, var port) = await launcher.LaunchAsync(options.Port, cancellationToken);
            var connection = await launcher.CreateDatabaseAsync(Database, port, cancellationToken);
            var workers = await WorkerAccount.PrepareAsync(Path.Combine(home, "worker-password"), connection, cancellationToken);
            await PrivateFile.WriteAsync(ConnectionFile(home), connection, cancellationToken);
            await PrivateFile.WriteAsync(WorkerConnectionFile(home), workers, cancellationToken);
            return new EmbeddedPostgres(home, directoryLock, launcher, server, port, connection, workers, time, logger);
        }
        catch
        {
            if (server is not null)
                await server.DisposeAsync();
            directoryLock.Dispose();
            throw;
        }
    }

    /// <summary>Shuts the server down and lets go of the data directory. Everything committed is on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
            return;
        await stopping.CancelAsync();
        await supervision;
        if (Directory.Exists(home))
        {
            File.Delete(ConnectionFile(home));
            File.Delete(WorkerConnectionFile(home));
        }

        await server.DisposeAsync();
        directoryLock.Dispose();
        stopping.Dispose();
    }

    /// <summary>Starts the server again whenever it ends without being told to: its connections fail meanwhile, and work again then.</summary>
    private async Task SuperviseAsync()
    {
        var stopped = new TaskCompletionSource();
        await using var registration = stopping.Token.Register(stopped.SetResult);
        while (await Task.WhenAny(server.Exited, stopped.Task) != stopped.Task)
        {
            LogMessages.ServerDied(logger, await server.Exited, server.LastWords);
            await server.DisposeAsync();
            while (!stopping.IsCancellationRequested)
            {
                try
                {
                    (server, _) = await launcher.LaunchAsync(port, stopping.Token);
                    break;
                }
                catch (EmbeddedPostgresException e)
                {
                    LogMessages.ServerNotRestarted(logger, e.Message);
                    await Task.WhenAny(stopped.Task, Task.Delay(RestartDelay, time, CancellationToken.None));
                }
                catch (OperationCanceledException)
                {
                    return;
                }
            }
        }
    }

    private static DataDirectoryLock Claim(string home, string dataDirectory)
    {
        try
        {
            // Others may pass through, to the cluster when another account runs it, but not look around.
            Directory.CreateDirectory(dataDirectory);
            Directory.CreateDirectory(
                home,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            return DataDirectoryLock.Take(Path.Combine(home, "lock"), dataDirectory);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new EmbeddedPostgresException(
                $"The data directory {dataDirectory} cannot be written; choose another one or start the platform as its owner.", e);
        }
    }

    private static string LogFile(string dataDirectory)
    {
        var file = new FileInfo(Path.Combine(Path.GetFullPath(dataDirectory), "logs", "postgres.log"));
        file.Directory!.Create();
        if (file.Exists && file.Length > LargestLog)
            File.Move(file.FullName, file.FullName + ".1", overwrite: true);
        return file.FullName;
    }

    /// <summary>Whether a data directory has a database.</summary>
    public static bool IsIn(string dataDirectory) => Directory.Exists(HomeOf(dataDirectory));

    private static string HomeOf(string dataDirectory) => Path.Combine(Path.GetFullPath(dataDirectory), "postgres");

    private static string ConnectionFile(string home) => Path.Combine(home, "connection");

    private static string WorkerConnectionFile(string home) => Path.Combine(home, "worker-connection");
}
