using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>native/tensor.cpp: life and properties of a handle.</summary>
internal static unsafe partial class Native
{
    [LibraryImport(Library), SuppressGCTransition] internal static partial long mt_live_handles();
    [LibraryImport(Library)] internal static partial void mt_dispose(nint handle);
    [LibraryImport(Library)] internal static partial nint mt_alias(nint self);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long mt_dim(nint self);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long mt_numel(nint self);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long mt_element_size(nint self);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_dtype(nint self);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_device_type(nint self);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_device_index(nint self);
    [LibraryImport(Library), SuppressGCTransition] internal static partial void mt_sizes(nint self, long* sizes);
    [LibraryImport(Library), SuppressGCTransition] internal static partial void mt_strides(nint self, long* strides);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long mt_size(nint self, long dim);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long mt_stride(nint self, long dim);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long mt_storage_offset(nint self);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_is_contiguous(nint self);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_is_leaf(nint self);
    [LibraryImport(Library)] internal static partial int mt_is_pinned(nint self);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_is_sparse(nint self);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_same(nint a, nint b);
    [LibraryImport(Library)] internal static partial int mt_data(nint self, out nint pointer);
    [LibraryImport(Library)] internal static partial int mt_item(nint self, out long bits, out long kind);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_requires_grad(nint self);
    [LibraryImport(Library)] internal static partial int mt_set_requires_grad(nint self, int on);
    [LibraryImport(Library)] internal static partial int mt_retain_grad(nint self);
    [LibraryImport(Library)] internal static partial int mt_grad(nint self, out nint grad);
    [LibraryImport(Library)] internal static partial int mt_set_grad(nint self, nint grad);
    [LibraryImport(Library)] internal static partial nint mt_detach(nint self);
    [LibraryImport(Library)] internal static partial int mt_detach_(nint self);
    [LibraryImport(Library)] internal static partial nint mt_clone(nint self);
    [LibraryImport(Library)] internal static partial nint mt_contiguous(nint self);
    [LibraryImport(Library)] internal static partial nint mt_pin_memory(nint self);
    [LibraryImport(Library)] internal static partial int mt_copy_(nint self, nint source, int nonBlocking);
    [LibraryImport(Library)] internal static partial int mt_set_(nint self, nint source);
    [LibraryImport(Library)] internal static partial nint mt_to(nint self, sbyte dtype, int device, int index, int copy, int nonBlocking);
    [LibraryImport(Library)] internal static partial int mt_set_names(nint self, byte** names, long count);
}
