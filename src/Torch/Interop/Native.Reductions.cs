using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>native/reductions.cpp: reductions and orderings.</summary>
internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial nint mt_sum(nint self, sbyte dtype);
    [LibraryImport(Library)] internal static partial nint mt_sum_dim(nint self, long* dims, long count, int keepdim, sbyte dtype);
    [LibraryImport(Library)] internal static partial nint mt_mean(nint self);
    [LibraryImport(Library)] internal static partial nint mt_mean_dim(nint self, long* dims, long count, int keepdim, sbyte dtype);
    [LibraryImport(Library)] internal static partial nint mt_prod(nint self, sbyte dtype);
    [LibraryImport(Library)] internal static partial nint mt_prod_dim(nint self, long dim, int keepdim, sbyte dtype);
    [LibraryImport(Library)] internal static partial nint mt_var(nint self, int unbiased);
    [LibraryImport(Library)] internal static partial nint mt_var_dim(nint self, long* dims, long count, int unbiased, int keepdim);
    [LibraryImport(Library)] internal static partial nint mt_std(nint self, int unbiased);
    [LibraryImport(Library)] internal static partial nint mt_std_dim(nint self, long* dims, long count, int unbiased, int keepdim);
    [LibraryImport(Library)]
    internal static partial nint mt_var_mean_dim(nint self, long* dims, long count, int unbiased, int keepdim, out nint mean);
    [LibraryImport(Library)] internal static partial nint mt_norm(nint self, float p);
    [LibraryImport(Library)] internal static partial nint mt_norm_dim(nint self, long dim, int keepdim, float p);
    [LibraryImport(Library)] internal static partial nint mt_max(nint self);
    [LibraryImport(Library)] internal static partial nint mt_min(nint self);
    [LibraryImport(Library)] internal static partial nint mt_median(nint self);
    [LibraryImport(Library)] internal static partial nint mt_max_dim(nint self, long dim, int keepdim, out nint indices);
    [LibraryImport(Library)] internal static partial nint mt_min_dim(nint self, long dim, int keepdim, out nint indices);
    [LibraryImport(Library)] internal static partial nint mt_aminmax(nint self, out nint max);
    [LibraryImport(Library)] internal static partial nint mt_aminmax_dim(nint self, long dim, int keepdim, out nint max);
    [LibraryImport(Library)] internal static partial nint mt_amax(nint self, long* dims, long count, int keepdim);
    [LibraryImport(Library)] internal static partial nint mt_amin(nint self, long* dims, long count, int keepdim);
    [LibraryImport(Library)] internal static partial nint mt_argmax(nint self);
    [LibraryImport(Library)] internal static partial nint mt_argmin(nint self);
    [LibraryImport(Library)] internal static partial nint mt_argmax_dim(nint self, long dim, int keepdim);
    [LibraryImport(Library)] internal static partial nint mt_argmin_dim(nint self, long dim, int keepdim);
    [LibraryImport(Library)] internal static partial nint mt_all(nint self);
    [LibraryImport(Library)] internal static partial nint mt_any(nint self);
    [LibraryImport(Library)] internal static partial nint mt_all_dim(nint self, long dim, int keepdim);
    [LibraryImport(Library)] internal static partial nint mt_any_dim(nint self, long dim, int keepdim);
    [LibraryImport(Library)] internal static partial nint mt_count_nonzero(nint self, long* dims, long count);
    [LibraryImport(Library)] internal static partial nint mt_logsumexp(nint self, long dim, int keepdim);
    [LibraryImport(Library)] internal static partial nint mt_topk(nint self, long k, long dim, int largest, int sorted, out nint indices);
    [LibraryImport(Library)] internal static partial nint mt_sort(nint self, long dim, int descending, int stable, out nint indices);
    [LibraryImport(Library)] internal static partial nint mt_argsort(nint self, long dim, int descending);
    [LibraryImport(Library)] internal static partial nint mt_histc(nint self, long bins, long min, long max);
    [LibraryImport(Library)] internal static partial nint mt_bincount(nint self, nint weights, long length);
    [LibraryImport(Library)] internal static partial nint mt_quantile(nint self, nint q, long dim, int keepdim);
}
