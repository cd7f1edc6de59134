using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>native/autograd.cpp: running the graph backwards.</summary>
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    internal static partial int mt_backward(
        nint* outputs, long outputCount, nint* gradients, long gradientCount, int retainGraph,
        int createGraph, nint* inputs, long inputCount);
    [LibraryImport(Library)]
    internal static partial int mt_grads(
        nint* outputs, long outputCount, nint* inputs, long inputCount, nint* gradients, long gradientCount,
        int retainGraph, int createGraph, int allowUnused, nint* results);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_anomaly_enabled();
    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_anomaly_checks_nan();
    [LibraryImport(Library), SuppressGCTransition] internal static partial void mt_set_anomaly(int enabled, int checkNan);
}
