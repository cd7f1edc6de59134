// The one convention of this library: every exported function takes handles, numbers and pointers that the managed side
// has checked, and never lets an exception out. A function that makes a tensor returns a new handle, or null after an error;
// any other function returns 0, or -1 after an error. The message waits in the calling thread (error.cpp).
#pragma once

#include <ATen/ATen.h>
#include <cstdint>
#include <utility>

#define SHIM extern "C" __attribute__((visibility("default")))

using Handle = at::Tensor*;

// A managed Scalar: the bits of a 64-bit integer or a double.
struct Number {
    int64_t bits;
    int64_t kind;  // 0 absent, 1 integer, 2 real, 3 boolean

    at::Scalar scalar() const;
    c10::optional<at::Scalar> optional() const;
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

inline c10::optional<at::Tensor> optional(Handle handle) {
    return handle ? c10::optional<at::Tensor>(*handle) : c10::nullopt;
}

inline c10::optional<at::ScalarType> type(int8_t dtype) {
    return dtype < 0 ? c10::nullopt : c10::optional<at::ScalarType>(static_cast<at::ScalarType>(dtype));
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
