// Other ways to look at the same memory, and joining or cutting it.
#include "shim.h"

using shim::list;
using shim::result;
using shim::status;

SHIM Handle mt_view(Handle self, const int64_t* shape, int64_t count) {
    return result([&] { return self->view(list(shape, count)); });
}

SHIM Handle mt_reshape(Handle self, const int64_t* shape, int64_t count) {
    return result([&] { return self->reshape(list(shape, count)); });
}

SHIM Handle mt_expand(Handle self, const int64_t* shape, int64_t count, int32_t implicit) {
    return result([&] { return self->expand(list(shape, count), implicit != 0); });
}

SHIM Handle mt_repeat(Handle self, const int64_t* repeats, int64_t count) {
    return result([&] { return self->repeat(list(repeats, count)); });
}

SHIM Handle mt_tile(Handle self, const int64_t* repeats, int64_t count) {
    return result([&] { return self->tile(list(repeats, count)); });
}

SHIM Handle mt_permute(Handle self, const int64_t* order, int64_t count) {
    return result([&] { return self->permute(list(order, count)); });
}

SHIM Handle mt_flip(Handle self, const int64_t* dims, int64_t count) {
    return result([&] { return self->flip(list(dims, count)); });
}

SHIM Handle mt_roll(Handle self, const int64_t* shifts, int64_t shift_count, const int64_t* dims, int64_t dim_count) {
    return result([&] { return self->roll(list(shifts, shift_count), list(dims, dim_count)); });
}

SHIM Handle mt_as_strided(Handle self, const int64_t* size, int64_t count, const int64_t* strides, int64_t offset) {
    return result([&] { return self->as_strided(list(size, count), list(strides, count), offset); });
}

SHIM Handle mt_transpose(Handle self, int64_t a, int64_t b) {
    return result([&] { return self->transpose(a, b); });
}

SHIM int32_t mt_transpose_(Handle self, int64_t a, int64_t b) {
    return status([&] { self->transpose_(a, b); });
}

SHIM Handle mt_t(Handle self) {
    return result([&] { return self->t(); });
}

SHIM Handle mt_flatten(Handle self, int64_t start, int64_t end) {
    return result([&] { return self->flatten(start, end); });
}

SHIM Handle mt_unflatten(Handle self, int64_t dim, const int64_t* sizes, int64_t count) {
    return result([&] {
        auto shape = self->sizes().vec();
        dim = at::maybe_wrap_dim(dim, self->dim());
        shape.erase(shape.begin() + dim);
        shape.insert(shape.begin() + dim, sizes, sizes + count);
        return self->view(shape);
    });
}

SHIM Handle mt_unsqueeze(Handle self, int64_t dim) {
    return result([&] { return self->unsqueeze(dim); });
}

SHIM int32_t mt_unsqueeze_(Handle self, int64_t dim) {
    return status([&] { self->unsqueeze_(dim); });
}

SHIM Handle mt_squeeze(Handle self) {
    return result([&] { return self->squeeze(); });
}

SHIM int32_t mt_squeeze_(Handle self) {
    return status([&] { self->squeeze_(); });
}

SHIM Handle mt_squeeze_dim(Handle self, int64_t dim) {
    return result([&] { return self->squeeze(dim); });
}

SHIM int32_t mt_squeeze_dim_(Handle self, int64_t dim) {
    return status([&] { self->squeeze_(dim); });
}

SHIM Handle mt_narrow(Handle self, int64_t dim, int64_t start, int64_t length) {
    return result([&] { return self->narrow(dim, start, length); });
}

SHIM Handle mt_slice(Handle self, int64_t dim, int64_t start, int64_t end, int64_t step) {
    return result([&] { return self->slice(dim, start, end, step); });
}

SHIM Handle mt_select(Handle self, int64_t dim, int64_t index) {
    return result([&] { return self->select(dim, index); });
}

SHIM Handle mt_unfold(Handle self, int64_t dim, int64_t size, int64_t step) {
    return result([&] { return self->unfold(dim, size, step); });
}

SHIM Handle mt_diagonal(Handle self, int64_t offset, int64_t dim1, int64_t dim2) {
    return result([&] { return self->diagonal(offset, dim1, dim2); });
}

SHIM Handle mt_movedim(Handle self, const int64_t* source, int64_t source_count, const int64_t* target, int64_t target_count) {
    return result([&] { return self->movedim(list(source, source_count), list(target, target_count)); });
}

SHIM Handle mt_cat(const Handle* tensors, int64_t count, int64_t dim) {
    return result([&] { return at::cat(shim::tensors(tensors, count), dim); });
}

SHIM Handle mt_stack(const Handle* tensors, int64_t count, int64_t dim) {
    return result([&] { return at::stack(shim::tensors(tensors, count), dim); });
}

// The caller has counted the parts.
SHIM int32_t mt_split_with_sizes(Handle self, const int64_t* sizes, int64_t count, int64_t dim, Handle* parts) {
    return status([&] { shim::store(self->split_with_sizes(list(sizes, count), dim), parts); });
}
