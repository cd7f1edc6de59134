// The life of a handle, and what a tensor says about itself.
#include "shim.h"

#include <ATen/NamedTensorUtils.h>
#include <atomic>
#include <cstring>

namespace {

std::atomic<int64_t> live_handles{0};

}  // namespace

at::Scalar Number::scalar() const {
    switch (kind) {
        case 1: return at::Scalar(bits);
        case 3: return at::Scalar(bits != 0);
        default: {
            double value;
            std::memcpy(&value, &bits, sizeof value);
            return at::Scalar(value);
        }
    }
}

Optional<at::Scalar> Number::optional() const {
    return kind == 0 ? none : Optional<at::Scalar>(scalar());
}

at::TensorOptions Placement::options() const {
    auto options = at::TensorOptions().device(at::Device(static_cast<at::DeviceType>(device), static_cast<c10::DeviceIndex>(index)));
    if (dtype >= 0) options = options.dtype(static_cast<at::ScalarType>(dtype));
    return options;
}

namespace shim {

Handle adopt(at::Tensor tensor) {
    auto handle = new at::Tensor(std::move(tensor));
    live_handles.fetch_add(1, std::memory_order_relaxed);
    return handle;
}

void store(const std::vector<at::Tensor>& tensors, Handle* handles) {
    for (size_t i = 0; i < tensors.size(); i++) handles[i] = tensors[i].defined() ? adopt(tensors[i]) : nullptr;
}

}  // namespace shim

SHIM int64_t mt_live_handles() { return live_handles.load(std::memory_order_relaxed); }

SHIM void mt_dispose(Handle handle) {
    delete handle;
    live_handles.fetch_sub(1, std::memory_order_relaxed);
}

SHIM Handle mt_alias(Handle self) {
    return shim::result([&] { return *self; });
}

SHIM int64_t mt_dim(Handle self) { return self->dim(); }

SHIM int64_t mt_numel(Handle self) { return self->numel(); }

SHIM int64_t mt_element_size(Handle self) { return static_cast<int64_t>(self->dtype().itemsize()); }

SHIM int32_t mt_dtype(Handle self) { return static_cast<int32_t>(self->scalar_type()); }

SHIM int32_t mt_device_type(Handle self) { return static_cast<int32_t>(self->device().type()); }

SHIM int32_t mt_device_index(Handle self) { return static_cast<int32_t>(self->device().index()); }

SHIM void mt_sizes(Handle self, int64_t* sizes) {
    auto all = self->sizes();
    std::copy(all.begin(), all.end(), sizes);
}

SHIM void mt_strides(Handle self, int64_t* strides) {
    auto all = self->strides();
    std::copy(all.begin(), all.end(), strides);
}

// `dim` is one of the tensor's, not counted from the end.
SHIM int64_t mt_size(Handle self, int64_t dim) { return self->sizes()[dim]; }

SHIM int64_t mt_stride(Handle self, int64_t dim) { return self->strides()[dim]; }

SHIM int64_t mt_storage_offset(Handle self) { return self->storage_offset(); }

SHIM int32_t mt_is_contiguous(Handle self) { return self->is_contiguous(); }

SHIM int32_t mt_is_leaf(Handle self) { return self->is_leaf(); }

SHIM int32_t mt_is_pinned(Handle self) { return self->is_pinned(); }

SHIM int32_t mt_is_sparse(Handle self) { return self->is_sparse(); }

SHIM int32_t mt_same(Handle a, Handle b) { return a->is_same(*b); }

SHIM int32_t mt_data(Handle self, void** pointer) {
    return shim::status([&] { *pointer = self->data_ptr(); });
}

SHIM int32_t mt_item(Handle self, int64_t* bits, int64_t* kind) {
    return shim::status([&] {
        auto scalar = self->item();
        if (scalar.isBoolean()) {
            *bits = scalar.toBool();
            *kind = 3;
        } else if (scalar.isIntegral(false)) {
            *bits = scalar.toLong();
            *kind = 1;
        } else {
            double value = scalar.toDouble();
            std::memcpy(bits, &value, sizeof value);
            *kind = 2;
        }
    });
}

SHIM int32_t mt_requires_grad(Handle self) { return self->requires_grad(); }

SHIM int32_t mt_set_requires_grad(Handle self, int32_t on) {
    return shim::status([&] { self->requires_grad_(on != 0); });
}

SHIM int32_t mt_retain_grad(Handle self) {
    return shim::status([&] { self->retain_grad(); });
}

// Null without an error when there is no gradient.
SHIM int32_t mt_grad(Handle self, Handle* grad) {
    return shim::status([&] {
        const auto& current = self->grad();
        *grad = current.defined() ? shim::adopt(current) : nullptr;
    });
}

SHIM int32_t mt_set_grad(Handle self, Handle grad) {
    return shim::status([&] { self->mutable_grad() = shim::maybe(grad); });
}

SHIM Handle mt_detach(Handle self) {
    return shim::result([&] { return self->detach(); });
}

SHIM int32_t mt_detach_(Handle self) {
    return shim::status([&] { self->detach_(); });
}

SHIM Handle mt_clone(Handle self) {
    return shim::result([&] { return self->clone(); });
}

SHIM Handle mt_contiguous(Handle self) {
    return shim::result([&] { return self->contiguous(); });
}

SHIM Handle mt_pin_memory(Handle self) {
    return shim::result([&] { return self->pin_memory(); });
}

SHIM int32_t mt_copy_(Handle self, Handle source, int32_t non_blocking) {
    return shim::status([&] { self->copy_(*source, non_blocking != 0); });
}

SHIM int32_t mt_set_(Handle self, Handle source) {
    return shim::status([&] { self->set_(*source); });
}

SHIM Handle mt_to(Handle self, int8_t dtype, int32_t device, int32_t index, int32_t copy, int32_t non_blocking) {
    return shim::result([&] {
        at::Device target(static_cast<at::DeviceType>(device), static_cast<c10::DeviceIndex>(index));
        return self->to(target, static_cast<at::ScalarType>(dtype), non_blocking != 0, copy != 0);
    });
}

SHIM int32_t mt_set_names(Handle self, const char** names, int64_t count) {
    return shim::status([&] {
        std::vector<at::Dimname> all;
        for (int64_t i = 0; i < count; i++)
            all.push_back(names[i] ? at::Dimname::fromSymbol(at::Symbol::dimname(names[i])) : at::Dimname::wildcard());
        at::internal_set_names_inplace(*self, all);
    });
}
