using System.Diagnostics;
using System.Globalization;
using Mantissa.Data.Embedded;
using Npgsql;

namespace Mantissa.Data.Tests.Embedded;

/// <summary>A process that runs a private cluster, and what a test does to it.</summary>
internal sealed class ServerHost : IDisposable
{
    private readonly Process process;

    private ServerHost(Process process, string firstLine)
    {
        this.process = process;
        FirstLine = firstLine;
    }

    /// <summary>The connection string, or why the cluster cannot run.</summary>
    public string FirstLine { get; }

    /// <summary>Kills the process, and others with it, and waits until it is gone.</summary>
    public async Task KillAsync(params IEnumerable<int> others)
    {
        foreach (var processId in others.Append(process.Id))
            _ = LibC.Signal(processId, LibC.Kill);
        await process.WaitForExitAsync();
    }

    public static async Task<ServerHost> StartAsync(string dataDirectory, string? user = null, string? assembly = null)
    {
        string[] host = ["dotnet", assembly ?? typeof(ServerHost).Assembly.Location, dataDirectory];
        string[] command = user is null ? host : ["runuser", "-u", user, "--", .. host];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, WorkingDirectory = "/" };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"It ended with status {process.ExitCode}.");
        return new ServerHost(process, line);
    }

    /// <summary>The process of the server itself.</summary>
    public static int PostmasterOf(string cluster) =>
        int.Parse(File.ReadLines(Path.Combine(cluster, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    public static int ParentOf(int processId)
    {
        // Field 4, counted after the command in brackets, which may hold anything.
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }

    public static IEnumerable<int> ChildrenOf(int processId) =>
        Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Where(name => name!.All(char.IsAsciiDigit))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
            .Where(child =>
            {
                try
                {
                    return ParentOf(child) == processId;
                }
                catch (IOException)
                {
                    return false; // it has just ended
                }
            });

    public static bool IsAlive(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            return stat[stat.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }

    public static void Kill(int processId) => _ = LibC.Signal(processId, LibC.Kill);

    public static async Task<T> ReadAsync<T>(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Asks the process to stop, and waits until it has.</summary>
    public async Task<int> StopAsync()
    {
        const int terminate = 15;
        _ = LibC.Signal(process.Id, terminate);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}
