using System.Runtime.InteropServices;

namespace Mantissa.Data.Embedded;

/// <summary>The few system calls that .NET has no face for.</summary>
internal static class LibC
{
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Kill = 9;

    [DllImport("libc", EntryPoint = "kill")]
    public static extern int Signal(int processId, int signal);

    [DllImport("libc", EntryPoint = "chown", SetLastError = true)]
    private static extern int ChangeOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);

    /// <exception cref="IOException">The owner could not be changed.</exception>
    public static void GiveTo(string path, uint user, uint group)
    {
        if (ChangeOwner(path, user, group) != 0)
            throw new IOException($"{path} cannot be given to user {user}: {Marshal.GetLastPInvokeErrorMessage()}.");
    }
}
