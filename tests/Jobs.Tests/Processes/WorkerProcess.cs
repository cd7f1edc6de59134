using System.Collections.Concurrent;
using System.Diagnostics;
using Mantissa.Testing;

namespace Mantissa.Jobs.Tests.Processes;

/// <summary>A real worker: the built executable in a process of its own.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();

    private WorkerProcess(Process process) => this.process = process;

    public int Id => process.Id;

    public int ExitCode => process.ExitCode;

    /// <summary>Everything that it has written so far.</summary>
    public string Output => string.Join(Environment.NewLine, output);

    /// <summary>Starts it without waiting for anything.</summary>
    public static WorkerProcess Launch(string? database, string dataDirectory, params IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.ArgumentList.Add(Checkout.AssemblyOf("Jobs"));
        foreach (var argument in arguments)
            info.ArgumentList.Add(argument);
        info.Environment["MANTISSA_DATABASE"] = database;
        info.Environment["MANTISSA_DATA_DIR"] = dataDirectory;
        var worker = new WorkerProcess(Process.Start(info)!);
        worker.process.OutputDataReceived += (_, line) => worker.Take(line.Data);
        worker.process.ErrorDataReceived += (_, line) => worker.Take(line.Data);
        worker.process.BeginOutputReadLine();
        worker.process.BeginErrorReadLine();
        return worker;
    }

    /// <summary>Waits until it has written a line that contains the text.</summary>
    public async Task SaysAsync(string text)
    {
        await Eventually.TrueAsync(
            () => Task.FromResult(output.Any(line => line.Contains(text, StringComparison.Ordinal)) || process.HasExited),
            Patience,
            () => $"The worker did not say '{text}'. It said:{Environment.NewLine}{Output}");
        Output.ShouldContain(text);
    }

    /// <summary>Waits until it serves its queues.</summary>
    public Task ServesAsync() => SaysAsync(" serves ");

    /// <summary>kill −9: it gets no chance to say or write anything.</summary>
    public async Task KillAsync()
    {
        Signals.Send(process.Id, Signals.Kill);
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and waits until it is gone.</summary>
    public async Task StopAsync()
    {
        Signals.Send(process.Id, Signals.Terminate);
        await ExitsAsync();
    }

    public async Task ExitsAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
    }

    public void Freeze() => Signals.Send(process.Id, Signals.Stop);

    public void Thaw() => Signals.Send(process.Id, Signals.Continue);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is not null)
            output.Enqueue(line);
    }
}
