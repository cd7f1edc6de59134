using System.Runtime.InteropServices;

namespace Mantissa.Cli.Processes;

/// <summary>POSIX signals to other processes; .NET itself can only kill.</summary>
internal static partial class Signals
{
    private const int Terminate = 15;

    /// <summary>Asks a process to stop cleanly. One that has already gone is no error.</summary>
    public static void RequestStop(int processId) => _ = Kill(processId, Terminate);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
