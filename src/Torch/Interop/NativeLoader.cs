using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Loads the native library the first time it is called, with OpenMP told to be polite.</summary>
internal static partial class NativeLoader
{
    /// <summary>
    /// libtorch's OpenMP threads wait for each other by spinning, for milliseconds unless told otherwise, which halts training whenever
    /// another process has work for the cores: eight times slower was measured beside a busy compiler. To sleep at once costs a wake-up
    /// for each operation, 6 % of a ResNet-20 step. A spin as long as the gap between two operations is lost on neither: an idle machine
    /// gains those 6 %, one whose cores all have other work loses a fifth. The settings are read when libtorch is loaded, so they are made
    /// here, unless the user has made them.
    /// </summary>
    private static readonly string[] WaitSettings = ["OMP_WAIT_POLICY", "GOMP_SPINCOUNT"];

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The resolver has to exist before the first native call, wherever that is.")]
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(NativeLoader).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? paths)
    {
        if (name != Native.Library) return 0;
        if (WaitSettings.All(setting => Environment.GetEnvironmentVariable(setting) is null))
            _ = SetEnvironment("GOMP_SPINCOUNT"u8, "5000"u8, 0);

        var file = Path.Combine(AppContext.BaseDirectory, $"lib{name}.so");
        try
        {
            return NativeLibrary.Load(file);
        }
        catch (DllNotFoundException e) when (File.Exists(file))
        {
            throw new DllNotFoundException(
                "The tensor library needs libtorch, which could not be loaded. Install it with: apt-get install libtorch-dev", e);
        }
    }

    /// <summary>The C library's setenv: .NET's own variables are not seen by native code.</summary>
    private static unsafe int SetEnvironment(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, int overwrite)
    {
        fixed (byte* n = name, v = value) return setenv(n, v, overwrite);
    }

    [LibraryImport("libc")]
    private static unsafe partial int setenv(byte* name, byte* value, int overwrite);
}
