using System.Runtime.InteropServices;

namespace Mantissa.Cli.Processes;

/// <summary>
/// Ctrl-C, SIGTERM and a closed terminal all ask for a clean stop; a second one of them means "now".
/// Children are killed by the kernel when this process goes (see <see cref="ChildProcess"/>), so "now" leaves nothing behind.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    /// <summary>What shells expect of a process that SIGINT ended.</summary>
    public const int ExitCode = 130;

    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    public Interrupt() => registrations =
        [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(s => PosixSignalRegistration.Create(s, Handle))];

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (source.IsCancellationRequested)
            Environment.Exit(ExitCode);
        source.Cancel();
    }
}
