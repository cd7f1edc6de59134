// Many elements into few, and orderings.
#include "shim.h"

using shim::list;
using shim::result;
using shim::results;

SHIM Handle mt_sum(Handle self, int8_t dtype) {
    return result([&] { return self->sum(shim::type(dtype)); });
}

SHIM Handle mt_sum_dim(Handle self, const int64_t* dims, int64_t count, int32_t keepdim, int8_t dtype) {
    return result([&] { return self->sum(list(dims, count), keepdim != 0, shim::type(dtype)); });
}

SHIM Handle mt_mean(Handle self) {
    return result([&] { return self->mean(); });
}

SHIM Handle mt_mean_dim(Handle self, const int64_t* dims, int64_t count, int32_t keepdim, int8_t dtype) {
    return result([&] { return self->mean(list(dims, count), keepdim != 0, shim::type(dtype)); });
}

SHIM Handle mt_prod(Handle self, int8_t dtype) {
    return result([&] { return self->prod(shim::type(dtype)); });
}

SHIM Handle mt_prod_dim(Handle self, int64_t dim, int32_t keepdim, int8_t dtype) {
    return result([&] { return self->prod(dim, keepdim != 0, shim::type(dtype)); });
}

SHIM Handle mt_var(Handle self, int32_t unbiased) {
    return result([&] { return self->var(unbiased != 0); });
}

SHIM Handle mt_var_dim(Handle self, const int64_t* dims, int64_t count, int32_t unbiased, int32_t keepdim) {
    return result([&] { return self->var(list(dims, count), unbiased != 0, keepdim != 0); });
}

SHIM Handle mt_std(Handle self, int32_t unbiased) {
    return result([&] { return self->std(unbiased != 0); });
}

SHIM Handle mt_std_dim(Handle self, const int64_t* dims, int64_t count, int32_t unbiased, int32_t keepdim) {
    return result([&] { return self->std(list(dims, count), unbiased != 0, keepdim != 0); });
}

SHIM Handle mt_var_mean_dim(Handle self, const int64_t* dims, int64_t count, int32_t unbiased, int32_t keepdim, Handle* mean) {
    return results(mean, [&] { return at::var_mean(*self, list(dims, count), unbiased != 0, keepdim != 0); });
}

SHIM Handle mt_norm(Handle self, float p) {
    return result([&] { return self->norm(p); });
}

SHIM Handle mt_norm_dim(Handle self, int64_t dim, int32_t keepdim, float p) {
    return result([&] { return self->norm(p, dim, keepdim != 0); });
}

SHIM Handle mt_max(Handle self) {
    return result([&] { return self->max(); });
}

SHIM Handle mt_min(Handle self) {
    return result([&] { return self->min(); });
}

SHIM Handle mt_median(Handle self) {
    return result([&] { return self->median(); });
}

SHIM Handle mt_max_dim(Handle self, int64_t dim, int32_t keepdim, Handle* indices) {
    return results(indices, [&] { return self->max(dim, keepdim != 0); });
}

SHIM Handle mt_min_dim(Handle self, int64_t dim, int32_t keepdim, Handle* indices) {
    return results(indices, [&] { return self->min(dim, keepdim != 0); });
}

SHIM Handle mt_aminmax(Handle self, Handle* max) {
    return results(max, [&] { return self->aminmax(); });
}

SHIM Handle mt_aminmax_dim(Handle self, int64_t dim, int32_t keepdim, Handle* max) {
    return results(max, [&] { return self->aminmax(dim, keepdim != 0); });
}

SHIM Handle mt_amax(Handle self, const int64_t* dims, int64_t count, int32_t keepdim) {
    return result([&] { return self->amax(list(dims, count), keepdim != 0); });
}

SHIM Handle mt_amin(Handle self, const int64_t* dims, int64_t count, int32_t keepdim) {
    return result([&] { return self->amin(list(dims, count), keepdim != 0); });
}

SHIM Handle mt_argmax(Handle self) {
    return result([&] { return self->argmax(); });
}

SHIM Handle mt_argmin(Handle self) {
    return result([&] { return self->argmin(); });
}

SHIM Handle mt_argmax_dim(Handle self, int64_t dim, int32_t keepdim) {
    return result([&] { return self->argmax(dim, keepdim != 0); });
}

SHIM Handle mt_argmin_dim(Handle self, int64_t dim, int32_t keepdim) {
    return result([&] { return self->argmin(dim, keepdim != 0); });
}

SHIM Handle mt_all(Handle self) {
    return result([&] { return self->all(); });
}

SHIM Handle mt_any(Handle self) {
    return result([&] { return self->any(); });
}

SHIM Handle mt_all_dim(Handle self, int64_t dim, int32_t keepdim) {
    return result([&] { return self->all(dim, keepdim != 0); });
}

SHIM Handle mt_any_dim(Handle self, int64_t dim, int32_t keepdim) {
    return result([&] { return self->any(dim, keepdim != 0); });
}

SHIM Handle mt_count_nonzero(Handle self, const int64_t* dims, int64_t count) {
    return result([&] { return count == 0 ? self->count_nonzero() : self->count_nonzero(list(dims, count)); });
}

SHIM Handle mt_logsumexp(Handle self, int64_t dim, int32_t keepdim) {
    return result([&] { return self->logsumexp(dim, keepdim != 0); });
}

SHIM Handle mt_topk(Handle self, int64_t k, int64_t dim, int32_t largest, int32_t sorted, Handle* indices) {
    return results(indices, [&] { return self->topk(k, dim, largest != 0, sorted != 0); });
}

SHIM Handle mt_sort(Handle self, int64_t dim, int32_t descending, int32_t stable, Handle* indices) {
    return results(indices, [&] { return self->sort(Optional<bool>(stable != 0), dim, descending != 0); });
}

SHIM Handle mt_argsort(Handle self, int64_t dim, int32_t descending) {
    return result([&] { return self->argsort(dim, descending != 0); });
}

SHIM Handle mt_histc(Handle self, int64_t bins, int64_t min, int64_t max) {
    return result([&] { return self->histc(bins, min, max); });
}

SHIM Handle mt_bincount(Handle self, Handle weights, int64_t length) {
    return result([&] { return self->bincount(shim::optional(weights), length); });
}

SHIM Handle mt_quantile(Handle self, Handle q, int64_t dim, int32_t keepdim) {
    return result([&] { return self->quantile(*q, dim, keepdim != 0); });
}
