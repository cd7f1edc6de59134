using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>native/indexing.cpp: reading and writing by position or mask.</summary>
internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial nint mt_index(nint self, IndexEntry* indices, long count);
    [LibraryImport(Library)] internal static partial int mt_index_put_(nint self, IndexEntry* indices, long count, nint value);
    [LibraryImport(Library)] internal static partial int mt_index_put_scalar_(nint self, IndexEntry* indices, long count, Number value);
    [LibraryImport(Library)]
    internal static partial int mt_index_put_tensors_(nint self, nint* indices, long count, nint value, int accumulate);
    [LibraryImport(Library)] internal static partial nint mt_index_select(nint self, long dim, nint index);
    [LibraryImport(Library)] internal static partial nint mt_index_add(nint self, long dim, nint index, nint source, Number alpha);
    [LibraryImport(Library)] internal static partial int mt_index_add_(nint self, long dim, nint index, nint source, Number alpha);
    [LibraryImport(Library)] internal static partial int mt_index_copy_(nint self, long dim, nint index, nint source);
    [LibraryImport(Library)] internal static partial int mt_index_fill_(nint self, long dim, nint index, Number value);
    [LibraryImport(Library)] internal static partial nint mt_take(nint self, nint index);
    [LibraryImport(Library)] internal static partial nint mt_gather(nint self, long dim, nint index);
    [LibraryImport(Library)] internal static partial nint mt_scatter(nint self, long dim, nint index, nint source);
    [LibraryImport(Library)] internal static partial int mt_scatter_(nint self, long dim, nint index, nint source);
    [LibraryImport(Library)] internal static partial nint mt_scatter_add(nint self, long dim, nint index, nint source);
    [LibraryImport(Library)] internal static partial int mt_scatter_add_(nint self, long dim, nint index, nint source);
    [LibraryImport(Library)] internal static partial nint mt_masked_select(nint self, nint mask);
    [LibraryImport(Library)] internal static partial nint mt_masked_fill(nint self, nint mask, Number value);
    [LibraryImport(Library)] internal static partial int mt_masked_fill_(nint self, nint mask, Number value);
    [LibraryImport(Library)] internal static partial nint mt_nonzero(nint self);
    [LibraryImport(Library)] internal static partial nint mt_tril(nint self, long diagonal);
    [LibraryImport(Library)] internal static partial nint mt_triu(nint self, long diagonal);
    [LibraryImport(Library)] internal static partial nint mt_diag(nint self, long diagonal);
}
