using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>native/runtime.cpp: threads, devices, versions, modes.</summary>
internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial int mt_get_num_threads();
    [LibraryImport(Library)] internal static partial int mt_set_num_threads(int count);
    [LibraryImport(Library)] internal static partial int mt_get_num_interop_threads();
    [LibraryImport(Library)] internal static partial int mt_set_num_interop_threads(int count);
    [LibraryImport(Library)] internal static partial byte* mt_version();
    [LibraryImport(Library)] internal static partial byte* mt_show_config();
    [LibraryImport(Library)] internal static partial int mt_cuda_is_available();
    [LibraryImport(Library)] internal static partial int mt_cuda_device_count();
    [LibraryImport(Library)] internal static partial int mt_cuda_is_cudnn_available();
    [LibraryImport(Library)] internal static partial int mt_cuda_synchronize(int index);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_grad_enabled();
    [LibraryImport(Library), SuppressGCTransition] internal static partial void mt_set_grad_enabled(int enabled);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_inference_enabled();
    [LibraryImport(Library)] internal static partial nint mt_inference_enter(int enabled);
    [LibraryImport(Library)] internal static partial void mt_inference_leave(nint guard);
    [LibraryImport(Library)] internal static partial int mt_set_deterministic(int enabled, int warnOnly);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_deterministic();
}
