using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>native/factories.cpp: new tensors with known contents.</summary>
internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial nint mt_empty(long* size, long count, Placement placement);
    [LibraryImport(Library)] internal static partial nint mt_empty_like(nint self, Placement placement);
    [LibraryImport(Library)] internal static partial nint mt_full_like(nint self, Number value, Placement placement);
    [LibraryImport(Library)] internal static partial nint mt_empty_strided(long* size, long count, long* strides, Placement placement);
    [LibraryImport(Library)] internal static partial nint mt_zeros(long* size, long count, Placement placement);
    [LibraryImport(Library)] internal static partial nint mt_ones(long* size, long count, Placement placement);
    [LibraryImport(Library)] internal static partial nint mt_full(long* size, long count, Number value, Placement placement);
    [LibraryImport(Library)] internal static partial nint mt_eye(long rows, long columns, Placement placement);
    [LibraryImport(Library)] internal static partial nint mt_arange(Number start, Number end, Number step, Placement placement);
    [LibraryImport(Library)] internal static partial nint mt_linspace(double start, double end, long steps, Placement placement);
    [LibraryImport(Library)]
    internal static partial nint mt_logspace(double start, double end, long steps, double @base, Placement placement);
    [LibraryImport(Library)]
    internal static partial nint mt_from_memory(void* data, long bytes, sbyte source, long* size, long count, Placement placement);
}
