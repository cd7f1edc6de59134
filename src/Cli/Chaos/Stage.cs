using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Mantissa.Cli.Processes;
using Mantissa.Data;
using Mantissa.Data.Embedded;
using Mantissa.Data.Queue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Mantissa.Cli.Chaos;

/// <summary>A whole platform of its own, in a folder that is gone afterwards: database, site, workers, each a real process.</summary>
internal sealed class Stage(BuiltCheckout checkout, string dataDirectory, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Shorter than usual, so that a round takes seconds.</summary>
    public const int LeaseSeconds = 4;

    private readonly int port = FreePort();
    private readonly List<WorkerProcess> workers = [];
    private EmbeddedPostgres? server;
    private ServiceProvider? services;
    private SiteProcess? site;
    private int started;

    public string DataDirectory => dataDirectory;

    public string Journal => Path.Combine(dataDirectory, "journal");

    public string ClusterDirectory => Path.Combine(dataDirectory, "postgres", "cluster");

    public TimeProvider Time => time;

    /// <summary>Whom the database serves besides this machine; set before the start.</summary>
    public ServerNetwork? Network { get; set; }

    public SiteProcess Site => site!;

    public IReadOnlyList<WorkerProcess> Workers => workers;

    public T Get<T>()
        where T : notnull => services!.GetRequiredService<T>();

    /// <summary>Database and site; workers are started by the scenario.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await StartDatabaseAsync(cancellationToken);
        var address = server!.ConnectionString;
        services = new ServiceCollection().AddLogging().AddPlatformData(address).AddRunQueue().BuildServiceProvider();
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
        var variables = Variables(dataDirectory, address);
        variables["MANTISSA_URL"] = url;
        site = new(new(ChildCommand.Dotnet(checkout.Assembly("Web")), variables), url, LogOf("web"), time);
        site.Launch();
        await site.WaitUntilReadyAsync(cancellationToken);
    }

    /// <summary>Starts the server, at the same address every time.</summary>
    public async Task StartDatabaseAsync(CancellationToken cancellationToken) =>
        server = await EmbeddedPostgres.StartAsync(new(dataDirectory) { Port = port, Network = Network }, NullLogger.Instance, cancellationToken, time);

    public async Task StopDatabaseAsync()
    {
        await server!.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>The server's first process.</summary>
    public int DatabaseProcess => int.Parse(File.ReadLines(Path.Combine(ClusterDirectory, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Comes back when it serves its queues.</summary>
    public async Task<WorkerProcess> StartWorkerAsync(WorkerSetup setup, CancellationToken cancellationToken)
    {
        var address = new NpgsqlConnectionStringBuilder(server!.WorkerConnectionString);
        address.Host = setup.DatabaseHost ?? address.Host;
        var variables = Variables(setup.DataDirectory ?? dataDirectory, address.ConnectionString);
        variables["MANTISSA_JOURNAL"] = Journal;
        foreach (var (name, value) in setup.Environment)
            variables[name] = value;
        string[] line =
        [
            .. setup.Wrapper,
            .. ChildCommand.Dotnet(
                checkout.Assembly("Jobs"), "--threads", "1", "--lease-seconds", LeaseSeconds.ToString(CultureInfo.InvariantCulture),
                "--queues", setup.Queues),
            .. setup.Arguments,
        ];
        var worker = new WorkerProcess(new(line, variables), setup, LogOf($"chaos-worker-{++started}"), time);
        workers.Add(worker);
        await worker.SaysAsync(" serves ", cancellationToken);
        return worker;
    }

    /// <summary>Lets go of workers that have ended.</summary>
    public async Task ForgetDeadWorkersAsync()
    {
        foreach (var dead in workers.Where(worker => !worker.Alive).ToList())
        {
            workers.Remove(dead);
            await dead.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in workers)
            await worker.DisposeAsync();
        workers.Clear();
        if (site is not null)
            await site.DisposeAsync();
        if (services is not null)
            await services.DisposeAsync();
        if (server is not null)
            await server.DisposeAsync();
    }

    public string LogOf(string name) => Path.Combine(dataDirectory, "logs", $"{name}.log");

    private Dictionary<string, string> Variables(string folder, string address) => new()
    {
        ["MANTISSA_HOME"] = checkout.Home,
        ["MANTISSA_DATA_DIR"] = folder,
        ["MANTISSA_DATABASE"] = address,
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
