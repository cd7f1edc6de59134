using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>native/nn.cpp: the layers' functions.</summary>
internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial nint mt_conv2d(nint input, nint weight, nint bias, Window2d* window, long groups);
    [LibraryImport(Library)]
    internal static partial nint mt_conv2d_padding(nint input, nint weight, nint bias, Window2d* window, int same, long groups);
    [LibraryImport(Library)]
    internal static partial nint mt_conv_transpose2d(
        nint input, nint weight, nint bias, Window2d* window,
        long* outputPadding, long groups);
    [LibraryImport(Library)] internal static partial nint mt_max_pool2d(nint input, Window2d* window, int ceilMode);
    [LibraryImport(Library)]
    internal static partial nint mt_max_pool2d_with_indices(nint input, Window2d* window, int ceilMode, out nint indices);
    [LibraryImport(Library)]
    internal static partial nint mt_avg_pool2d(nint input, Window2d* window, int ceilMode, int countIncludePad, long divisor);
    [LibraryImport(Library)] internal static partial nint mt_adaptive_avg_pool2d(nint input, long* size);
    [LibraryImport(Library)]
    internal static partial nint mt_batch_norm(
        nint input, nint weight, nint bias, nint runningMean, nint runningVar,
        int training, double momentum, double eps);
    [LibraryImport(Library)]
    internal static partial nint mt_layer_norm(nint input, long* shape, long count, nint weight, nint bias, double eps);
    [LibraryImport(Library)] internal static partial nint mt_group_norm(nint input, long groups, nint weight, nint bias, double eps);
    [LibraryImport(Library)] internal static partial nint mt_dropout(nint input, double p, int training);
    [LibraryImport(Library)] internal static partial int mt_dropout_(nint input, double p, int training);
    [LibraryImport(Library)] internal static partial nint mt_pad(nint input, long* sides, long count, int mode, double value);
    [LibraryImport(Library)]
    internal static partial nint mt_upsample2d(nint input, long* size, double scaleH, double scaleW, int mode, int align, int antialias);
    [LibraryImport(Library)] internal static partial nint mt_im2col(nint input, Window2d* window);
    [LibraryImport(Library)] internal static partial nint mt_one_hot(nint input, long classes);
    [LibraryImport(Library)] internal static partial nint mt_pixel_shuffle(nint input, long factor);
}
