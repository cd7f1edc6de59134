using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>native/views.cpp: views, joining, cutting.</summary>
internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial nint mt_view(nint self, long* shape, long count);
    [LibraryImport(Library)] internal static partial nint mt_reshape(nint self, long* shape, long count);
    [LibraryImport(Library)] internal static partial nint mt_expand(nint self, long* shape, long count, int @implicit);
    [LibraryImport(Library)] internal static partial nint mt_repeat(nint self, long* repeats, long count);
    [LibraryImport(Library)] internal static partial nint mt_tile(nint self, long* repeats, long count);
    [LibraryImport(Library)] internal static partial nint mt_permute(nint self, long* order, long count);
    [LibraryImport(Library)] internal static partial nint mt_flip(nint self, long* dims, long count);
    [LibraryImport(Library)] internal static partial nint mt_roll(nint self, long* shifts, long shiftCount, long* dims, long dimCount);
    [LibraryImport(Library)] internal static partial nint mt_as_strided(nint self, long* size, long count, long* strides, long offset);
    [LibraryImport(Library)] internal static partial nint mt_transpose(nint self, long a, long b);
    [LibraryImport(Library)] internal static partial int mt_transpose_(nint self, long a, long b);
    [LibraryImport(Library)] internal static partial nint mt_t(nint self);
    [LibraryImport(Library)] internal static partial nint mt_flatten(nint self, long start, long end);
    [LibraryImport(Library)] internal static partial nint mt_unflatten(nint self, long dim, long* sizes, long count);
    [LibraryImport(Library)] internal static partial nint mt_unsqueeze(nint self, long dim);
    [LibraryImport(Library)] internal static partial int mt_unsqueeze_(nint self, long dim);
    [LibraryImport(Library)] internal static partial nint mt_squeeze(nint self);
    [LibraryImport(Library)] internal static partial int mt_squeeze_(nint self);
    [LibraryImport(Library)] internal static partial nint mt_squeeze_dim(nint self, long dim);
    [LibraryImport(Library)] internal static partial int mt_squeeze_dim_(nint self, long dim);
    [LibraryImport(Library)] internal static partial nint mt_narrow(nint self, long dim, long start, long length);
    [LibraryImport(Library)] internal static partial nint mt_slice(nint self, long dim, long start, long end, long step);
    [LibraryImport(Library)] internal static partial nint mt_select(nint self, long dim, long index);
    [LibraryImport(Library)] internal static partial nint mt_unfold(nint self, long dim, long size, long step);
    [LibraryImport(Library)] internal static partial nint mt_diagonal(nint self, long offset, long dim1, long dim2);
    [LibraryImport(Library)]
    internal static partial nint mt_movedim(nint self, long* source, long sourceCount, long* target, long targetCount);
    [LibraryImport(Library)] internal static partial nint mt_cat(nint* tensors, long count, long dim);
    [LibraryImport(Library)] internal static partial nint mt_stack(nint* tensors, long count, long dim);
    [LibraryImport(Library)] internal static partial int mt_split_with_sizes(nint self, long* sizes, long count, long dim, nint* parts);
}
