using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>native/function.cpp: managed autograd functions.</summary>
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    internal static partial void mt_function_callbacks(
        delegate* unmanaged<long, nint, nint, long> forward, delegate* unmanaged<long, nint, nint*, long, nint, long> backward,
        delegate* unmanaged<long, void> release);
    [LibraryImport(Library)] internal static partial nint mt_function_apply(long call, nint* inputs, long count);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long mt_list_count(nint list);
    [LibraryImport(Library)] internal static partial void mt_list_add(nint list, nint tensor);
    [LibraryImport(Library)] internal static partial void mt_list_take(nint list, nint* handles);
    [LibraryImport(Library)] internal static partial int mt_context_save(nint context, nint* variables, long count);
    [LibraryImport(Library)] internal static partial nint mt_context_saved(nint context);
    [LibraryImport(Library)] internal static partial int mt_context_mark_dirty(nint context, nint* inputs, long count);
    [LibraryImport(Library)] internal static partial int mt_context_mark_non_differentiable(nint context, nint* outputs, long count);
    [LibraryImport(Library), SuppressGCTransition] internal static partial void mt_context_materialize(nint context, int on);
}
