// New tensors with known contents.
#include "shim.h"

#include <cstring>

using shim::list;
using shim::result;

namespace {

at::Tensor tracked(at::Tensor tensor, const Placement& placement) {
    if (placement.requires_grad) tensor.requires_grad_(true);
    return tensor;
}

}  // namespace

SHIM Handle mt_empty(const int64_t* size, int64_t count, Placement at) {
    return result([&] { return tracked(at::empty(list(size, count), at.options()), at); });
}

SHIM Handle mt_empty_like(Handle self, Placement at) {
    return result([&] { return tracked(at::empty_like(*self, at.options()), at); });
}

SHIM Handle mt_full_like(Handle self, Number value, Placement at) {
    return result([&] { return tracked(at::full_like(*self, value.scalar(), at.options()), at); });
}

SHIM Handle mt_empty_strided(const int64_t* size, int64_t count, const int64_t* strides, Placement at) {
    return result([&] { return tracked(at::empty_strided(list(size, count), list(strides, count), at.options()), at); });
}

SHIM Handle mt_zeros(const int64_t* size, int64_t count, Placement at) {
    return result([&] { return tracked(at::zeros(list(size, count), at.options()), at); });
}

SHIM Handle mt_ones(const int64_t* size, int64_t count, Placement at) {
    return result([&] { return tracked(at::ones(list(size, count), at.options()), at); });
}

SHIM Handle mt_full(const int64_t* size, int64_t count, Number value, Placement at) {
    return result([&] { return tracked(at::full(list(size, count), value.scalar(), at.options()), at); });
}

SHIM Handle mt_eye(int64_t rows, int64_t columns, Placement at) {
    return result([&] { return tracked(at::eye(rows, columns, at.options()), at); });
}

SHIM Handle mt_arange(Number start, Number end, Number step, Placement at) {
    return result([&] { return tracked(at::arange(start.scalar(), end.scalar(), step.scalar(), at.options()), at); });
}

SHIM Handle mt_linspace(double start, double end, int64_t steps, Placement at) {
    return result([&] { return tracked(at::linspace(start, end, steps, at.options()), at); });
}

SHIM Handle mt_logspace(double start, double end, int64_t steps, double base, Placement at) {
    return result([&] { return tracked(at::logspace(start, end, steps, base, at.options()), at); });
}

// Copies `bytes` bytes of elements of type `source`; the caller has matched them with the shape.
SHIM Handle mt_from_memory(const void* data, int64_t bytes, int8_t source, const int64_t* size, int64_t count, Placement at) {
    return result([&] {
        auto tensor = at::empty(list(size, count), at::TensorOptions().dtype(static_cast<at::ScalarType>(source)));
        TORCH_CHECK(static_cast<int64_t>(tensor.nbytes()) == bytes, "the data do not fill the shape");
        if (bytes > 0) std::memcpy(tensor.data_ptr(), data, static_cast<size_t>(bytes));
        return tracked(tensor.to(at.options()), at);
    });
}
