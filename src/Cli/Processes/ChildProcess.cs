using System.Diagnostics;

namespace Mantissa.Cli.Processes;

/// <summary>What to start, with variables set in addition to those of this process.</summary>
/// <param name="CommandLine">The program and its arguments.</param>
/// <param name="Environment">Variables by name.</param>
/// <param name="Output">Gets every line of its output; <see langword="null"/> lets it write to this terminal.</param>
internal sealed record ChildCommand(
    IReadOnlyList<string> CommandLine, IReadOnlyDictionary<string, string> Environment, Action<string>? Output = null)
{
    /// <summary>Runs an assembly, or a verb such as <c>vstest</c>, by the same <c>dotnet</c> that runs this process.</summary>
    public static IReadOnlyList<string> Dotnet(params IEnumerable<string> arguments) => [System.Environment.ProcessPath!, .. arguments];
}

/// <summary>
/// A child that cannot outlive this process and that this process stops itself. It runs in a session of its own, because a
/// terminal sends Ctrl-C to every process of its foreground group at once: the database would be gone before the worker had
/// handed its run back. And the kernel sends it SIGTERM when this process dies in whatever way, kill −9 included.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process process;

    private ChildProcess(Process process, Task exited) => (this.process, Exited) = (process, exited);

    public int Id => process.Id;

    /// <summary>Completes when the process has ended and its output has been read.</summary>
    public Task Exited { get; }

    public int ExitCode => process.ExitCode;

    public static ChildProcess Start(ChildCommand command)
    {
        var info = new ProcessStartInfo("setpriv") { RedirectStandardInput = true };
        foreach (var argument in (string[])["--pdeathsig", "TERM", "setsid", .. command.CommandLine])
            info.ArgumentList.Add(argument);
        foreach (var (name, value) in command.Environment)
            info.Environment[name] = value;
        info.RedirectStandardOutput = info.RedirectStandardError = command.Output is not null;

        Process process;
        try
        {
            process = Launcher.Start(info);
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new ProblemException($"The program 'setpriv' (package util-linux) could not be started: {failure.Message}.");
        }

        process.StandardInput.Close();
        return new(process, command.Output is { } output ? ReadAsync(process, output) : process.WaitForExitAsync());
    }

    /// <summary>Asks the process to stop, and kills it with everything that it started when it has not after <paramref name="patience"/>.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        if (!process.HasExited)
            Signals.RequestStop(process.Id);
        try
        {
            await process.WaitForExitAsync().WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    public void Dispose() => process.Dispose();

    private static async Task ReadAsync(Process process, Action<string> output)
    {
        var reading = Task.WhenAll(ReadAsync(process.StandardOutput, output), ReadAsync(process.StandardError, output));
        await process.WaitForExitAsync();
        try
        {
            // What it started may hold its output open for longer than it lives: a database server does.
            await reading.WaitAsync(TimeSpan.FromSeconds(1));
        }
        catch (TimeoutException)
        {
        }
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> output)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (output)
                output(line);
        }
    }
}
