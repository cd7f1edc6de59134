// Reading and writing by position or mask.
#include "shim.h"

#include <ATen/TensorIndexing.h>

using at::indexing::TensorIndex;
using shim::result;
using shim::status;

// One entry of t[a, b, …] as the managed side writes it down.
struct Index {
    int64_t kind;  // 0 none (new axis), 1 ellipsis, 2 boolean, 3 single, 4 slice, 5 tensor
    int64_t start, stop, step;
    int64_t given;  // slice: bits 0, 1, 2 say whether start, stop, step are present
    Handle tensor;
};

namespace {

Optional<int64_t> bound(bool given, int64_t value) {
    return given ? Optional<int64_t>(value) : none;
}

TensorIndex convert(const Index& index) {
    switch (index.kind) {
        case 0: return TensorIndex(at::indexing::None);
        case 1: return TensorIndex(at::indexing::Ellipsis);
        case 2: return TensorIndex(index.start != 0);
        case 3: return TensorIndex(index.start);
        case 4:
            return TensorIndex(at::indexing::Slice(
                bound(index.given & 1, index.start), bound(index.given & 2, index.stop), bound(index.given & 4, index.step)));
        default: return TensorIndex(*index.tensor);
    }
}

std::vector<TensorIndex> convert(const Index* indices, int64_t count) {
    std::vector<TensorIndex> all;
    all.reserve(count);
    for (int64_t i = 0; i < count; i++) all.push_back(convert(indices[i]));
    return all;
}

c10::List<Optional<at::Tensor>> positions(const Handle* indices, int64_t count) {
    c10::List<Optional<at::Tensor>> all;
    all.reserve(count);
    for (int64_t i = 0; i < count; i++) all.push_back(shim::optional(indices[i]));
    return all;
}

}  // namespace

SHIM Handle mt_index(Handle self, const Index* indices, int64_t count) {
    return result([&] { return self->index(convert(indices, count)); });
}

SHIM int32_t mt_index_put_(Handle self, const Index* indices, int64_t count, Handle value) {
    return status([&] { self->index_put_(convert(indices, count), *value); });
}

SHIM int32_t mt_index_put_scalar_(Handle self, const Index* indices, int64_t count, Number value) {
    return status([&] { self->index_put_(convert(indices, count), value.scalar()); });
}

SHIM int32_t mt_index_put_tensors_(Handle self, const Handle* indices, int64_t count, Handle value, int32_t accumulate) {
    return status([&] { self->index_put_(positions(indices, count), *value, accumulate != 0); });
}

SHIM Handle mt_index_select(Handle self, int64_t dim, Handle index) {
    return result([&] { return self->index_select(dim, *index); });
}

SHIM Handle mt_index_add(Handle self, int64_t dim, Handle index, Handle source, Number alpha) {
    return result([&] { return self->index_add(dim, *index, *source, alpha.scalar()); });
}

SHIM int32_t mt_index_add_(Handle self, int64_t dim, Handle index, Handle source, Number alpha) {
    return status([&] { self->index_add_(dim, *index, *source, alpha.scalar()); });
}

SHIM int32_t mt_index_copy_(Handle self, int64_t dim, Handle index, Handle source) {
    return status([&] { self->index_copy_(dim, *index, *source); });
}

SHIM int32_t mt_index_fill_(Handle self, int64_t dim, Handle index, Number value) {
    return status([&] { self->index_fill_(dim, *index, value.scalar()); });
}

SHIM Handle mt_take(Handle self, Handle index) {
    return result([&] { return self->take(*index); });
}

SHIM Handle mt_gather(Handle self, int64_t dim, Handle index) {
    return result([&] { return self->gather(dim, *index); });
}

SHIM Handle mt_scatter(Handle self, int64_t dim, Handle index, Handle source) {
    return result([&] { return self->scatter(dim, *index, *source); });
}

SHIM int32_t mt_scatter_(Handle self, int64_t dim, Handle index, Handle source) {
    return status([&] { self->scatter_(dim, *index, *source); });
}

SHIM Handle mt_scatter_add(Handle self, int64_t dim, Handle index, Handle source) {
    return result([&] { return self->scatter_add(dim, *index, *source); });
}

SHIM int32_t mt_scatter_add_(Handle self, int64_t dim, Handle index, Handle source) {
    return status([&] { self->scatter_add_(dim, *index, *source); });
}

SHIM Handle mt_masked_select(Handle self, Handle mask) {
    return result([&] { return self->masked_select(*mask); });
}

SHIM Handle mt_masked_fill(Handle self, Handle mask, Number value) {
    return result([&] { return self->masked_fill(*mask, value.scalar()); });
}

SHIM int32_t mt_masked_fill_(Handle self, Handle mask, Number value) {
    return status([&] { self->masked_fill_(*mask, value.scalar()); });
}

SHIM Handle mt_nonzero(Handle self) {
    return result([&] { return self->nonzero(); });
}

SHIM Handle mt_tril(Handle self, int64_t diagonal) {
    return result([&] { return self->tril(diagonal); });
}

SHIM Handle mt_triu(Handle self, int64_t diagonal) {
    return result([&] { return self->triu(diagonal); });
}

SHIM Handle mt_diag(Handle self, int64_t diagonal) {
    return result([&] { return self->diag(diagonal); });
}
