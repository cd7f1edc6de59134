using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Mantissa.Testing;

namespace Mantissa.EndToEnd.Tests.Command;

/// <summary>The <c>mantissa</c> command as a process, over a data directory of its own; what it starts is found by that directory.</summary>
internal sealed partial class CommandProcess : IAsyncDisposable
{
    public const int Interrupt = 2;
    public const int KillSignal = 9;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly TemporaryDirectory data;
    private readonly bool ownsData;
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly Task reading;

    private CommandProcess(TemporaryDirectory data, bool ownsData, Process process)
    {
        (this.data, this.ownsData, this.process) = (data, ownsData, process);
        reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    public TemporaryDirectory Data => data;

    public string Output => string.Join('\n', lines);

    public int ExitCode => process.ExitCode;

    /// <summary>Starts a command; <paramref name="over"/> another one's data directory, or over a new one.</summary>
    public static CommandProcess Start(string command, CommandProcess? over = null, params string[] arguments)
    {
        var data = over?.data ?? new TemporaryDirectory();
        // A shell that runs the tests in the background has them ignore Ctrl-C, and what they start inherits that.
        string[] line = ["--default-signal=INT", "dotnet", Checkout.AssemblyOf("Cli"), command, "--data-dir", data.Path, .. arguments];
        var info = new ProcessStartInfo("env", line)
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        info.Environment["MANTISSA_HOME"] = Checkout.Root;
        return new(data, over is null, Process.Start(info)!);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until it has said something; an end without having said it is a failure at once.</summary>
    public async Task WaitForAsync(string text)
    {
        await UntilAsync(() => Output.Contains(text, StringComparison.Ordinal) || process.HasExited);
        if (process.HasExited)
            await reading.WaitAsync(Patience);
        Output.ShouldContain(text);
    }

    public async Task WaitForExitAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Patience);
        await reading.WaitAsync(Patience);
    }

    public void Signal(int signal) => Kill(process.Id, signal);

    /// <summary>The processes of the platform over this data directory, by name: <c>Mantissa.Web</c>, <c>Mantissa.Jobs</c>, <c>postgres</c>.</summary>
    public IReadOnlyList<(int Id, string Name)> Children() =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id != 0 && id != process.Id && Mentions(id))
            .Select(id => (id, NameOf(id))),
    ];

    public static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!condition())
            await Task.Delay(50, limit.Token);
    }

    public static void Kill(int processId, int signal) => _ = KillProcess(processId, signal);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            Signal(Interrupt);
            await WaitForExitAsync();
        }

        process.Dispose();
        if (ownsData)
            data.Dispose();
    }

    private bool Mentions(int id) => (Read(id, "environ") + Read(id, "cmdline")).Contains(data.Path, StringComparison.Ordinal);

    private static string NameOf(int id) =>
        Read(id, "cmdline").Split('\0').Select(Path.GetFileNameWithoutExtension).FirstOrDefault(name => name!.StartsWith("Mantissa", StringComparison.Ordinal))
        ?? Read(id, "comm").Trim();

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
            lines.Enqueue(line);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int KillProcess(int processId, int signal);
}
