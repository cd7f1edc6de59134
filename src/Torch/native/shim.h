// The one convention of this library: every exported function takes handles, numbers and pointers that the managed side
// has checked, and never lets an exception out. A function that makes a tensor returns a new handle, or null after an error;
// any other function returns 0, or -1 after an error. The message waits in the calling thread (error.cpp).
#pragma once

#include <ATen/ATen.h>
#include <cstdint>
#include <optional>
#include <string_view>
#include <torch/version.h>
#include <utility>

#define SHIM extern "C" __attribute__((visibility("default")))

using Handle = at::Tensor*;

// libtorch had an optional and a string_view of its own and dropped them for the standard's in the course of version 2.
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 6)
template <typename T>
using Optional = std::optional<T>;
using Text = std::string_view;
constexpr auto none = std::nullopt;
#else
template <typename T>
using Optional = c10::optional<T>;
using Text = c10::string_view;
constexpr auto none = c10::nullopt;
#endif

// A managed Scalar: the bits of a 64-bit integer or a double.
struct Number {
    int64_t bits;
    int64_t kind;  // 0 absent, 1 integer, 2 real, 3 boolean

    at::Scalar scalar() const;
    Optional<at::Scalar> optional() const;
};

// Where and what a new tensor is: dtype, device, whether autograd tracks it.
struct Placement {
    int8_t dtype;  // -1: libtorch's default
    int8_t device;
    int16_t index;  // -1: current device
    int32_t requires_grad;

    at::TensorOptions options() const;
};

namespace shim {

void remember_current_exception() noexcept;
Handle adopt(at::Tensor tensor);

template <typename Body>
Handle result(Body&& body) noexcept {
    try {
        return adopt(body());
    } catch (...) {
        remember_current_exception();
        return nullptr;
    }
}

template <typename Body>
int32_t status(Body&& body) noexcept {
    try {
        body();
        return 0;
    } catch (...) {
        remember_current_exception();
        return -1;
    }
}

// Two results: the first is returned, the second stored.
template <typename Body>
Handle results(Handle* second, Body&& body) noexcept {
    return result([&] {
        auto both = body();
        *second = adopt(std::move(std::get<1>(both)));
        return std::move(std::get<0>(both));
    });
}

inline at::Tensor maybe(Handle handle) { return handle ? *handle : at::Tensor(); }

inline Optional<at::Tensor> optional(Handle handle) {
    return handle ? Optional<at::Tensor>(*handle) : none;
}

inline Optional<at::ScalarType> type(int8_t dtype) {
    return dtype < 0 ? none : Optional<at::ScalarType>(static_cast<at::ScalarType>(dtype));
}

inline at::IntArrayRef list(const int64_t* values, int64_t count) { return {values, static_cast<size_t>(count)}; }

inline std::vector<at::Tensor> tensors(const Handle* handles, int64_t count) {
    std::vector<at::Tensor> all;
    all.reserve(count);
    for (int64_t i = 0; i < count; i++) all.push_back(maybe(handles[i]));
    return all;
}

void store(const std::vector<at::Tensor>& tensors, Handle* handles);

}  // namespace shim
