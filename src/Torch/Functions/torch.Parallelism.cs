using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static unsafe partial class torch
{
    public static string __version__ => Marshal.PtrToStringUTF8((nint)mt_version())!;

    /// <summary>Threads that one operation may use.</summary>
    public static int get_num_threads() => mt_get_num_threads();

    public static void set_num_threads(int num)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(num);
        NativeError.Check(mt_set_num_threads(num));
    }

    public static int get_num_interop_threads() => mt_get_num_interop_threads();

    /// <summary>Possible once, before the first parallel operation.</summary>
    public static void set_num_interop_threads(int num)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(num);
        NativeError.Check(mt_set_num_interop_threads(num));
    }

    public static bool are_deterministic_algorithms_enabled() => mt_deterministic() != 0;

    /// <summary>Until the result is disposed, operations without a deterministic algorithm are errors, or warnings.</summary>
    public static IDisposable use_deterministic_algorithms(bool mode = true, bool warn_only = false) => new Determinism(mode, warn_only);

    private sealed class Determinism : IDisposable
    {
        private readonly bool before = are_deterministic_algorithms_enabled();

        public Determinism(bool mode, bool warnOnly) => NativeError.Check(mt_set_deterministic(mode ? 1 : 0, warnOnly ? 1 : 0));

        public void Dispose() => NativeError.Check(mt_set_deterministic(before ? 1 : 0, 0));
    }
}
