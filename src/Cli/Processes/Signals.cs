using System.Runtime.InteropServices;

namespace Mantissa.Cli.Processes;

/// <summary>POSIX signals, by their numbers on Linux.</summary>
internal enum Signal
{
    Interrupt = 2,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}

/// <summary>POSIX signals to other processes; .NET itself can only kill.</summary>
internal static partial class Signals
{
    /// <summary>Asks a process to stop cleanly. One that has already gone is no error.</summary>
    public static void RequestStop(int processId) => Send(processId, Signal.Terminate);

    /// <summary>Sends a signal. A process that has already gone is no error.</summary>
    public static void Send(int processId, Signal signal) => _ = Kill(processId, (int)signal);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
