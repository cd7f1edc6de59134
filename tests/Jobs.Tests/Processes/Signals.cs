using System.Runtime.InteropServices;

namespace Mantissa.Jobs.Tests.Processes;

/// <summary>POSIX signals to a process that the tests started.</summary>
internal static partial class Signals
{
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    public static void Send(int processId, int signal)
    {
        if (NativeKill(processId, signal) != 0)
            throw new InvalidOperationException($"Process {processId} could not be sent signal {signal}.");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int NativeKill(int processId, int signal);
}
