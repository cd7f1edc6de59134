// Threads, devices, versions: what concerns the process or the thread rather than a tensor.
#include "shim.h"

#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <c10/core/InferenceMode.h>

SHIM int32_t mt_get_num_threads() { return at::get_num_threads(); }

SHIM int32_t mt_set_num_threads(int32_t count) {
    return shim::status([&] { at::set_num_threads(count); });
}

SHIM int32_t mt_get_num_interop_threads() { return at::get_num_interop_threads(); }

SHIM int32_t mt_set_num_interop_threads(int32_t count) {
    return shim::status([&] { at::set_num_interop_threads(count); });
}

SHIM const char* mt_version() { return TORCH_VERSION; }

SHIM const char* mt_show_config() {
    static const std::string text = at::show_config() + at::get_parallel_info();
    return text.c_str();
}

SHIM int32_t mt_cuda_is_available() { return at::hasCUDA(); }

SHIM int32_t mt_cuda_device_count() { return at::hasCUDA() ? static_cast<int32_t>(at::detail::getCUDAHooks().getNumGPUs()) : 0; }

SHIM int32_t mt_cuda_is_cudnn_available() { return at::hasCUDA() && at::detail::getCUDAHooks().hasCuDNN(); }

SHIM int32_t mt_cuda_synchronize(int32_t index) {
    return shim::status([&] {
#ifdef MANTISSA_CUDA
        at::detail::getCUDAHooks().deviceSynchronize(static_cast<c10::DeviceIndex>(index < 0 ? 0 : index));
#else
        TORCH_CHECK(false, "this libtorch was built without CUDA");
#endif
    });
}

SHIM int32_t mt_grad_enabled() { return at::GradMode::is_enabled(); }

SHIM void mt_set_grad_enabled(int32_t enabled) { at::GradMode::set_enabled(enabled != 0); }

SHIM int32_t mt_inference_enabled() { return c10::InferenceMode::is_enabled(); }

SHIM c10::InferenceMode* mt_inference_enter(int32_t enabled) { return new c10::InferenceMode(enabled != 0); }

SHIM void mt_inference_leave(c10::InferenceMode* guard) { delete guard; }

SHIM int32_t mt_set_deterministic(int32_t enabled, int32_t warn_only) {
    return shim::status([&] { at::globalContext().setDeterministicAlgorithms(enabled != 0, warn_only != 0); });
}

SHIM int32_t mt_deterministic() { return at::globalContext().deterministicAlgorithms(); }
