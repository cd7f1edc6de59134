using System.Runtime.InteropServices;

namespace Mantissa.Training.Formats.Storage;

/// <summary>The C heap that tensors on the CPU are allocated from.</summary>
internal static partial class NativeHeap
{
    // From malloc.h; glibc only.
    private const int TrimThreshold = -1;
    private const int MapThreshold = -3;

    /// <summary>
    /// Lets freed memory stay with the process. Otherwise glibc gives the large blocks of a step back to the system, and the next step pays
    /// for every page of them again: with a store per activation and gradient that was a third of the time of a step.
    /// </summary>
    /// <returns>Whether the allocator has such a setting.</returns>
    public static bool KeepFreedMemory()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            // Blocks up to the largest size that the setting takes come from the heap instead of a mapping of their own.
            // Older versions refuse more than 32 MiB.
            return (SetOption(MapThreshold, 1 << 30) == 1 || SetOption(MapThreshold, 32 << 20) == 1)
                && SetOption(TrimThreshold, int.MaxValue) == 1;
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library, which has policies of its own.
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);
}
