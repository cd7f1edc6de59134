using System.Runtime.InteropServices;

namespace Mantissa.Training.Formats.Kernels;

/// <summary>
/// The OpenMP threads of the tensor library. Between two of its operations they are awake and wait for work on all cores; a thread
/// of our own would have to be woken and would then compete with them.
/// </summary>
internal static unsafe class OpenMpTeam
{
    private static delegate* unmanaged<delegate* unmanaged<nint, void>, nint, uint, uint, void> _parallel;

    /// <summary>Whether the process has such a team: on Linux, once the tensor library is loaded.</summary>
    public static bool IsAvailable => _parallel != null || (_parallel = Find()) != null;

    /// <summary>Runs <paramref name="body"/> on <paramref name="threads"/> threads, the caller's among them, and waits for all.</summary>
    public static void Run(delegate* unmanaged<nint, void> body, nint argument, int threads) => _parallel(body, argument, (uint)threads, 0);

    private static delegate* unmanaged<delegate* unmanaged<nint, void>, nint, uint, uint, void> Find()
    {
        // GOMP_parallel is the entry that compilers call, stable since 2013; LLVM's and Intel's runtimes have it too. It has to be that
        // of the library already in the process: another copy would have threads of its own.
        const string Maps = "/proc/self/maps";
        if (!OperatingSystem.IsLinux() || !File.Exists(Maps))
            return null;
        foreach (var line in File.ReadLines(Maps))
        {
            var path = line.IndexOf('/', StringComparison.Ordinal) is var start and >= 0 ? line[start..] : "";
            var name = Path.GetFileName(path);
            if ((name.StartsWith("libgomp", StringComparison.Ordinal) || name.StartsWith("libiomp", StringComparison.Ordinal)
                    || name.StartsWith("libomp", StringComparison.Ordinal))
                && NativeLibrary.TryLoad(path, out var library)
                && NativeLibrary.TryGetExport(library, "GOMP_parallel", out var entry))
                return (delegate* unmanaged<delegate* unmanaged<nint, void>, nint, uint, uint, void>)entry;
        }

        return null;
    }
}
