using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>native/losses.cpp: loss functions.</summary>
internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial nint mt_mse_loss(nint input, nint target, long reduction);
    [LibraryImport(Library)] internal static partial nint mt_l1_loss(nint input, nint target, long reduction);
    [LibraryImport(Library)] internal static partial nint mt_soft_margin_loss(nint input, nint target, long reduction);
    [LibraryImport(Library)] internal static partial nint mt_smooth_l1_loss(nint input, nint target, long reduction, double beta);
    [LibraryImport(Library)] internal static partial nint mt_huber_loss(nint input, nint target, long reduction, double delta);
    [LibraryImport(Library)] internal static partial nint mt_kl_div(nint input, nint target, long reduction, int logTarget);
    [LibraryImport(Library)]
    internal static partial nint mt_cross_entropy(
        nint input, nint target, nint weight, long reduction,
        long ignoreIndex, double labelSmoothing);
    [LibraryImport(Library)]
    internal static partial nint mt_nll_loss(nint input, nint target, nint weight, long reduction, long ignoreIndex);
    [LibraryImport(Library)] internal static partial nint mt_binary_cross_entropy(nint input, nint target, nint weight, long reduction);
    [LibraryImport(Library)]
    internal static partial nint mt_binary_cross_entropy_with_logits(nint input, nint target, nint weight, nint positive, long reduction);
}
